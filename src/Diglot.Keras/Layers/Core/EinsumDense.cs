using System.Text.Json.Nodes;
using Diglot.Autograd.Functional;
using Diglot.Faces;
using Diglot.Keras.Activations;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Layers.Core;

/// <summary>
/// A dense layer over axes of one's choice: activation(einsum(equation, x, kernel) + bias). <c>"ab,bc->ac"</c> is a dense layer; <c>"...x,xy->...y"</c> one on the last axis.
/// </summary>
/// <remarks>See keras.io/api/layers/core_layers/einsum_dense. PyTorch: <c>torch.einsum</c>, or <c>nn.Linear</c> where the last axes are contracted.</remarks>
[Face("keras.layers")]
public sealed class EinsumDense : Layer
{
    private readonly WeightSetup _kernel;
    private readonly WeightSetup _bias;
    private readonly string _input;
    private readonly string _weight;
    private readonly string _output;

    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="equation">Letters of the input's axes, of the kernel's, and of the result's; <c>...</c> stands for any axes.</param>
    /// <param name="output_shape">Length of each axis of the result but the batch axis and those of <c>...</c>; null where the input decides.</param>
    /// <param name="activation">Applied to the result; none by default.</param>
    /// <param name="bias_axes">Letters of the result's axes that have a bias of their own; no bias by default.</param>
    /// <param name="kernel_initializer">First values of the kernel; <c>"glorot_uniform"</c> by default, its fans those of the equation.</param>
    /// <param name="bias_initializer">First values of the bias; <c>"zeros"</c> by default.</param>
    /// <param name="kernel_regularizer">Penalty on the kernel.</param>
    /// <param name="bias_regularizer">Penalty on the bias.</param>
    /// <param name="activity_regularizer">Penalty on the result.</param>
    /// <param name="kernel_constraint">Projection of the kernel after each step.</param>
    /// <param name="bias_constraint">Projection of the bias after each step.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">The equation is not one of an input and a kernel.</exception>
    public EinsumDense(string equation, PartialShape output_shape, ActivationFunction? activation = null, string? bias_axes = null, Initializer? kernel_initializer = null, Initializer? bias_initializer = null, Regularizer? kernel_regularizer = null, Regularizer? bias_regularizer = null, Regularizer? activity_regularizer = null, Constraint? kernel_constraint = null, Constraint? bias_constraint = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype, activity_regularizer)
    {
        (this.equation, this.output_shape, this.bias_axes, this.activation) = (equation, output_shape, bias_axes, activation ?? ActivationFunction.Linear);
        (_kernel, _bias) = (new(kernel_initializer ?? "glorot_uniform", kernel_regularizer, kernel_constraint), new(bias_initializer ?? "zeros", bias_regularizer, bias_constraint));
        (_input, _weight, _output) = equation.Replace(" ", "").Replace("...", "0").Split("->") is [var operands, var result] && operands.Split(',') is [var input, var weight] && !weight.Contains('0') && input.Contains('0') == result.Contains('0')
            ? (input, weight, result)
            : throw new ArgumentException($"EinsumDense: equation must be 'input,kernel->result', with '...' in both or none of input and result; received '{equation}'.", nameof(equation));
        if (bias_axes?.FirstOrDefault(letter => !_output.Contains(letter)) is { } wrong and not '\0')
        {
            throw new ArgumentException($"EinsumDense: bias_axes must be letters of the result '{_output.Replace("0", "...")}'; received '{wrong}'.", nameof(bias_axes));
        }
    }

    /// <summary>Letters of the input's axes, of the kernel's, and of the result's.</summary>
    public string equation { get; }

    /// <summary>Length of each axis of the result, as given.</summary>
    public PartialShape output_shape { get; }

    /// <summary>Letters of the axes that have a bias of their own, or null.</summary>
    public string? bias_axes { get; }

    /// <summary>Applied to the result.</summary>
    public ActivationFunction activation { get; }

    /// <summary>The weight.</summary>
    public Variable kernel { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <summary>Bias, which broadcasts to the result, or null.</summary>
    public Variable? bias { get; private set; }

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        var lengths = Lengths(inputShape);
        int Known(char letter) => lengths.GetValueOrDefault(letter) ?? throw new ArgumentException(
            $"{Where}: the length of axis '{letter}' of '{equation}' must be known; received input shape {inputShape} and output_shape {output_shape}.");
        var fans = new Fans(
            [.. Enumerable.Range(0, _weight.Length).Where(i => !_output.Contains(_weight[i]))],
            [.. Enumerable.Range(0, _weight.Length).Where(i => !_input.Contains(_weight[i]))]);
        kernel = add_weight(new Shape([.. _weight.Select(Known)]), new FannedInitializer(_kernel.Initializer, fans), name: "kernel", regularizer: _kernel.Regularizer, constraint: _kernel.Constraint);
        if (bias_axes is null)
        {
            return;
        }

        // The bias has the axes from its first letter on, length 1 where it has no letter.
        var start = _output.IndexOfAny([.. bias_axes]);
        int[] shape = [.. _output[start..].Where(static letter => letter != '0').Select(letter => bias_axes.Contains(letter) ? Known(letter) : 1)];
        bias = add_weight(new Shape(shape), _bias.Initializer, name: "bias", regularizer: _bias.Regularizer, constraint: _bias.Constraint);
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        var lengths = Lengths(inputShape);
        var more = inputShape.Rank - (_input.Length - 1);
        return [.. _output.SelectMany(letter => letter == '0' ? inputShape.Slice(_input.IndexOf('0'), more) : (IEnumerable<int?>)[lengths.GetValueOrDefault(letter)])];
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var y = Einsum.Run(equation, inputs, Cast(kernel));
        return activation.Call(bias is null ? y : y + Cast(bias));
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["output_shape"] = output_shape.ToConfig();
        config["equation"] = equation;
        config["activation"] = activation.ToConfig();
        config["bias_axes"] = bias_axes;
        config.Add("kernel_initializer", _kernel.Initializer);
        config.Add("bias_initializer", _bias.Initializer);
        config.Add("kernel_regularizer", _kernel.Regularizer);
        config.Add("bias_regularizer", _bias.Regularizer);
        config.Add("activity_regularizer", activity_regularizer);
        config.Add("kernel_constraint", _kernel.Constraint);
        config.Add("bias_constraint", _bias.Constraint);
        config["quantization_config"] = null;
    }

    /// <summary>What each letter stands for: the input's axes, then those that output_shape names.</summary>
    private Dictionary<char, int?> Lengths(PartialShape inputShape)
    {
        var open = _input.IndexOf('0');
        if (open < 0 ? inputShape.Rank != _input.Length : inputShape.Rank < _input.Length - 1)
        {
            throw new ArgumentException($"{Where}: the equation '{equation}' names the input's axes '{_input.Replace("0", "...")}'; received shape {inputShape}.");
        }

        var lengths = new Dictionary<char, int?>();
        for (var i = 0; i < _input.Length; i++)
        {
            if (i != open)
            {
                lengths[_input[i]] = open < 0 || i < open ? inputShape[i] : inputShape[i - _input.Length];
            }
        }

        // output_shape leaves the batch axis out, and what '...' stands for.
        var named = _output.Replace("0", "");
        named = named[Math.Max(0, named.Length - output_shape.Rank)..];
        for (var i = 0; i < named.Length; i++)
        {
            var given = output_shape[output_shape.Rank - named.Length + i];
            if (given is not null && lengths.GetValueOrDefault(named[i]) is { } known && known != given)
            {
                throw new ArgumentException($"{Where}: axis '{named[i]}' of '{equation}' is {known} long in the input, {given} in output_shape.");
            }

            lengths[named[i]] = given ?? lengths.GetValueOrDefault(named[i]);
        }

        return lengths;
    }
}
