using System.Text.Json.Nodes;
using Diglot.Keras.Models;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers;

/// <content>Calls, on tensors and on symbols of tensors.</content>
public abstract partial class Layer
{
    [ThreadStatic]
    private static int _depth;

    [ThreadStatic]
    private static bool _trainingNow;

    /// <summary>Makes the layer part of a graph: Python's <c>layer(x)</c>.</summary>
    /// <param name="inputs">The symbolic input.</param>
    /// <param name="training">The mode of this call; training of the whole model overrides inference here, as in Keras 3.</param>
    public KerasTensor call(KerasTensor inputs, bool? training = null) => Apply(Arguments((Nest<KerasTensor>)inputs, training)).Single;

    /// <summary>Makes the layer part of a graph, with several inputs: <c>layer.call([a, b])</c>.</summary>
    public KerasTensor call(KerasTensor[] inputs, bool? training = null) => Apply(Arguments((Nest<KerasTensor>)inputs, training)).Single;

    /// <summary>As <c>call</c>, for layers and models with several results.</summary>
    public KerasTensor[] call_all(params KerasTensor[] inputs)
        => [.. Apply(Arguments(inputs is [var only] ? (Nest<KerasTensor>)only : inputs, null)).Flatten()];

    /// <summary>Computes: Python's <c>layer(x)</c>.</summary>
    /// <param name="inputs">The input.</param>
    /// <param name="training">Training mode (dropout on, batch statistics); if not given, the calling layer's mode, else inference.</param>
    public Tensor call(Tensor inputs, bool? training = null) => Apply(new CallArguments<Tensor>(inputs), training).Single;

    /// <summary>Computes from several inputs.</summary>
    public Tensor call(Tensor[] inputs, bool? training = null) => Apply(new CallArguments<Tensor>((Nest<Tensor>)inputs), training).Single;

    /// <summary>Computes several results.</summary>
    public Tensor[] call_all(Tensor[] inputs, bool? training = null)
        => [.. Apply(new CallArguments<Tensor>(inputs is [var only] ? (Nest<Tensor>)only : inputs), training).Flatten()];

    internal Nest<KerasTensor> Apply(CallArguments<KerasTensor> arguments)
    {
        using var scope = NameScope.Enter(name, this);
        var shapes = arguments.Map(static symbol => symbol.shape);
        EnsureBuilt(BuildInputs(shapes));
        CheckInputs(shapes.First);
        var outputs = Symbols(arguments);
        FollowMask(arguments, outputs);
        _ = new Node(this, arguments, outputs);
        return outputs;
    }

    internal Nest<Tensor> Apply(CallArguments<Tensor> arguments, bool? training = null)
    {
        if (!built)
        {
            using var scope = NameScope.Enter(name, this);
            EnsureBuilt(BuildInputs(arguments.Map(static tensor => (PartialShape)tensor.Shape)));
        }

        if (_depth == 0)
        {
            ForgetLosses();
        }

        // A model's mode goes before the one that a call in its graph was given, as in Keras 3.
        var (before, mode) = (_trainingNow, training ?? arguments.Training ?? _trainingNow);
        _depth++;
        _trainingNow = mode;
        try
        {
            var outputs = Call(Casts ? Converted(arguments) : arguments, mode);
            if (activity_regularizer is not null)
            {
                foreach (var output in outputs.Flatten())
                {
                    // The penalty is that of one sample on average.
                    add_loss(activity_regularizer.Call(output) / Math.Max(1, output.Rank == 0 ? 1 : output.Shape[0]));
                }
            }

            return outputs;
        }
        finally
        {
            _depth--;
            _trainingNow = before;
        }
    }

    /// <summary>Whether the layer computes otherwise where its input is masked.</summary>
    private protected virtual bool UsesMask => false;

    /// <summary>Whether the result has the mask of the input.</summary>
    private protected virtual bool PassesMask => false;

    private void FollowMask(CallArguments<KerasTensor> arguments, Nest<KerasTensor> outputs)
    {
        var masked = arguments.Flatten().Any(static symbol => symbol.IsMasked);
        if (masked && UsesMask)
        {
            throw new ArgumentException($"{Where} would leave out the steps that an Embedding with mask_zero marks as padding, and masks are not supported yet. Leave mask_zero out, or put a layer without masks between (Conv1D, Flatten).");
        }

        foreach (var output in outputs)
        {
            output.IsMasked = this is Core.Embedding { mask_zero: true } || (masked && PassesMask);
        }
    }

    /// <summary>Whether floating-point inputs are converted to the type that the layer computes in.</summary>
    private protected virtual bool Casts => true;

    /// <summary>Computes, for layers with several inputs or results.</summary>
    protected virtual Nest<Tensor> Call(CallArguments<Tensor> arguments, bool training) => Call(arguments.First.Single, training);

    /// <summary>Computes.</summary>
    /// <param name="inputs">The input.</param>
    /// <param name="training">Whether this is a training step.</param>
    protected virtual Tensor Call(Tensor inputs, bool training) => throw new InvalidOperationException(
        $"{Where} takes several inputs; a single one was given.");

    /// <summary>Symbols of the results.</summary>
    private protected virtual Nest<KerasTensor> Symbols(CallArguments<KerasTensor> arguments)
    {
        var type = OutputType(arguments.First.Flatten()[0].Type);
        return ComputeOutputShapes(arguments.First.Map(static symbol => symbol.shape)).Map(shape => new KerasTensor(shape, type));
    }

    /// <summary>Element type of the results.</summary>
    private protected virtual DType OutputType(DType inputType) => dtype_policy.ComputeType;

    /// <summary>Which shapes <see cref="Build(Nest{PartialShape})"/> is given.</summary>
    private protected virtual Nest<PartialShape> BuildInputs(CallArguments<PartialShape> shapes) => shapes.First;

    /// <summary>Refuses inputs that do not fit, before anything is computed.</summary>
    private protected virtual void CheckInputs(Nest<PartialShape> shapes)
    {
    }

    private static CallArguments<KerasTensor> Arguments(Nest<KerasTensor> inputs, bool? training)
    {
        var arguments = new CallArguments<KerasTensor>(inputs);
        if (training is { } mode)
        {
            arguments.Keywords.Add("training", Nest<KerasTensor>.Plain(JsonValue.Create(mode)));
        }

        return arguments;
    }

    private CallArguments<Tensor> Converted(CallArguments<Tensor> arguments)
    {
        var type = dtype_policy.ComputeType;
        foreach (var tensor in arguments.Flatten())
        {
            if (tensor.Type.IsFloatingPoint && tensor.Type != type)
            {
                return arguments.Map(tensor => tensor.Type.IsFloatingPoint ? tensor.To(type) : tensor);
            }
        }

        return arguments;
    }
}
