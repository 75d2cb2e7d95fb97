using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers;

/// <content>Weights.</content>
public abstract partial class Layer
{
    private readonly List<Variable> _trainableVariables = [];
    private readonly List<Variable> _otherVariables = [];
    private readonly List<Tensor> _ownLosses = [];

    // Losses ever added anywhere, and how many of them had been when this layer last forgot those inside it.
    private static long _lossesAdded;
    private long _lossesForgotten;

    /// <summary>All weights: its own trainable ones, its own others, then those of the layers inside.</summary>
    public IReadOnlyList<Variable> weights => [.. OwnVariables.Concat(Sublayers.SelectMany(static layer => layer.weights)).Distinct()];

    /// <summary>The weights that training changes.</summary>
    public IReadOnlyList<Variable> trainable_weights => trainable ? [.. weights.Where(static variable => variable.trainable)] : [];

    /// <summary>The weights that training leaves alone, such as moving averages and frozen weights.</summary>
    public IReadOnlyList<Variable> non_trainable_weights => trainable ? [.. weights.Where(static variable => !variable.trainable)] : weights;

    /// <inheritdoc cref="trainable_weights"/>
    public IReadOnlyList<Variable> trainable_variables => trainable_weights;

    /// <summary>Penalties to be added to the loss: of results in the last call, and of weights now.</summary>
    public IReadOnlyList<Tensor> losses
    {
        get
        {
            var walk = new LayerWalk();
            walk.Gather(this);
            return [.. Penalties(walk)];
        }
    }

    /// <summary>Its own variables in the order in which files store them.</summary>
    internal IEnumerable<Variable> OwnVariables => _trainableVariables.Concat(_otherVariables);

    /// <summary>Its own variables made to be trained.</summary>
    internal List<Variable> TrainableVariables => _trainableVariables;

    /// <summary>Its own variables made as other state.</summary>
    internal List<Variable> OtherVariables => _otherVariables;

    /// <summary>The values of all weights in the order of <see cref="weights"/>.</summary>
    /// <param name="copy">Copies, which later training does not change; else the weights' own memory. (C# reserves the bare signature for the property.)</param>
    public NDArray[] get_weights(bool copy = true) => [.. weights.Select(variable => copy ? variable.numpy() : variable.value.Data)];

    /// <summary>Overwrites all weights, in the order of <see cref="weights"/>.</summary>
    /// <exception cref="ArgumentException">The number or a shape differs.</exception>
    public void set_weights(IReadOnlyList<NDArray> values)
    {
        var own = weights;
        if (own.Count != values.Count)
        {
            throw new ArgumentException($"{Where} has {own.Count} weights; {values.Count} were given.", nameof(values));
        }

        for (var i = 0; i < own.Count; i++)
        {
            own[i].assign(values[i]);
        }
    }

    /// <summary>Number of elements of all weights.</summary>
    public long count_params() => built ? weights.Sum(static variable => variable.shape.Length) : throw new InvalidOperationException(
        $"{Where} is not built, so its number of weights is unknown. Call it on data, or build it with an input shape.");

    /// <summary>Adds a penalty to the loss of this call.</summary>
    public void add_loss(Tensor loss)
    {
        _ownLosses.Add(loss);
        Interlocked.Increment(ref _lossesAdded);
    }

    /// <summary>Makes a weight.</summary>
    /// <param name="shape">Length of each axis.</param>
    /// <param name="initializer">Its first values; by default GlorotUniform for weights, zeros for other types.</param>
    /// <param name="trainable">Whether training changes it.</param>
    /// <param name="name">Its name in paths and files.</param>
    /// <param name="regularizer">Penalty on it.</param>
    /// <param name="constraint">Projection after each step.</param>
    /// <param name="dtype">Element type; the layer's own if not given.</param>
    protected Variable add_weight(
        Shape shape,
        Initializer? initializer = null,
        bool trainable = true,
        string name = "variable",
        Regularizer? regularizer = null,
        Constraint? constraint = null,
        DTypePolicy? dtype = null)
    {
        using var scope = NameScope.Enter(this.name, this);
        var type = (dtype ?? dtype_policy).VariableType;
        var variable = new Variable((initializer ?? "glorot_uniform").Call(shape, type), name, trainable && _trainable) { regularizer = regularizer, constraint = constraint };
        (trainable ? _trainableVariables : _otherVariables).Add(variable);
        return variable;
    }

    /// <summary>A weight in the type that this layer computes in.</summary>
    private protected Tensor Cast(Variable variable) => variable.value.To(dtype_policy.ComputeType);

    /// <summary>This layer and all inside, each once.</summary>
    internal IEnumerable<Layer> WithSublayers()
    {
        var (seen, open) = (new HashSet<Layer>(), new Stack<Layer>([this]));
        while (open.TryPop(out var layer))
        {
            if (seen.Add(layer))
            {
                yield return layer;
                foreach (var inner in layer.Sublayers.Reverse())
                {
                    open.Push(inner);
                }
            }
        }
    }

    /// <summary>The penalties of the layers and weights gathered.</summary>
    private protected static IEnumerable<Tensor> Penalties(LayerWalk walk)
    {
        foreach (var layer in walk.Layers)
        {
            foreach (var loss in layer._ownLosses)
            {
                yield return loss;
            }
        }

        foreach (var variable in walk.Trainable)
        {
            if (variable.regularizer is { } regularizer)
            {
                yield return regularizer.Call(variable.value);
            }
        }
    }

    private void ForgetLosses()
    {
        var added = Interlocked.Read(ref _lossesAdded);
        if (_lossesForgotten == added)
        {
            return;
        }

        foreach (var layer in WithSublayers())
        {
            layer._ownLosses.Clear();
        }

        _lossesForgotten = added;
    }
}
