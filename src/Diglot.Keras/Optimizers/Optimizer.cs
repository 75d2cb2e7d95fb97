using System.Text.Json.Nodes;
using Diglot.Autograd.Tape;
using Diglot.Keras.Layers;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Optimizers;

/// <summary>Moves variables by gradients. See keras.io/api/optimizers.</summary>
/// <remarks>PyTorch's optimizers hold parameters from the start and read their <c>.grad</c>; these are built by the first step and given gradients.</remarks>
public abstract class Optimizer : IKerasObject, IConfigValue<Optimizer>
{
    private readonly LearningRate _rate;
    private readonly List<Variable> _variables = [];
    private readonly HashSet<string> _withoutDecay = [];
    private Variable? _iteration;
    private Variable? _learningRate;
    private Variable[] _builtFor = [];
    private int[]? _places;
    private Variable[]? _averages;
    private Variable[]? _accumulators;

    /// <summary>Takes the arguments that all optimizers share.</summary>
    private protected Optimizer(LearningRate learning_rate, OptimizerOptions options, string? name)
    {
        if (new[] { options.ClipNorm, options.ClipValue, options.GlobalClipNorm }.Count(value => value is not null) > 1)
        {
            throw new ArgumentException("Only one of clipnorm, clipvalue and global_clipnorm can be set.");
        }

        if (options.ClipNorm < 0 || options.ClipValue < 0 || options.GlobalClipNorm < 0 || options.AccumulationSteps < 2)
        {
            throw new ArgumentException("clipnorm, clipvalue and global_clipnorm cannot be negative, and gradient_accumulation_steps is at least 2.");
        }

        if (options.UseEma && options.EmaMomentum is < 0 or > 1)
        {
            throw new ArgumentException($"ema_momentum must be in the range [0, 1]; received {options.EmaMomentum}.");
        }

        (_rate, Options, this.name) = (learning_rate, options, name ?? AutoNames.Next(GetType().Name));
    }

    /// <summary>Its name.</summary>
    public string name { get; }

    /// <inheritdoc/>
    public string Module => "keras.optimizers";

    /// <summary>Whether its variables exist.</summary>
    public bool built { get; private set; }

    /// <summary>Number of steps made, those included that only accumulate gradients.</summary>
    public long iterations => _iteration?.value.Item<long>() ?? 0;

    /// <summary>The learning rate of the next step; it can be set where there is no schedule.</summary>
    public double learning_rate
    {
        get => _rate.Schedule?.call(iterations) ?? _learningRate?.value.Item<double>() ?? Pending ?? (float)_rate.Value;
        set
        {
            if (_rate.Schedule is not null)
            {
                throw new InvalidOperationException("The optimizer follows a learning rate schedule, so its learning rate cannot be set. Give it a fixed learning rate.");
            }

            Pending = value;
            _learningRate?.value.Data.Fill(value);
        }
    }

    /// <summary>All variables in the order in which files keep them: iteration, learning rate, then the slots.</summary>
    public IReadOnlyList<Variable> variables => _variables;

    /// <summary>The arguments that all optimizers share.</summary>
    private protected OptimizerOptions Options { get; }

    private double? Pending { get; set; }

    /// <summary>How often the weights have moved; fewer than <see cref="iterations"/> where gradients are accumulated.</summary>
    private long Moves => iterations / (Options.AccumulationSteps ?? 1);

    /// <summary>By name: <c>"adam"</c>, <c>"sgd"</c> …</summary>
    public static implicit operator Optimizer(string name) => FromConfig(JsonValue.Create(name));

    /// <summary>From a name or a serialised optimizer.</summary>
    public static Optimizer FromConfig(JsonNode node)
    {
        var plain = node is JsonValue value && value.TryGetValue<string>(out var text) ? JsonValue.Create(text.ToLowerInvariant()) : node;
        return KerasObject.Deserialize<Optimizer>(plain!, "optimizer", OptimizerCatalogue.Classes);
    }

    /// <summary>Makes the variables.</summary>
    public void build(IReadOnlyList<Variable> trainable)
    {
        if (built)
        {
            return;
        }

        Start(trainable);
        built = true;
        _builtFor = [.. trainable];
        using var scope = NameScope.Enter(name, this);
        if (Options.UseEma)
        {
            _averages = Slots(trainable, "average");
        }

        if (Options.AccumulationSteps is not null)
        {
            _accumulators = Slots(trainable, "gradient_accumulator");
        }

        Build(trainable);
    }

    /// <summary>Makes the variables that do not depend on those it moves; Keras's files have them from the start.</summary>
    internal void Start(IReadOnlyList<Variable> trainable)
    {
        if (_iteration is not null)
        {
            return;
        }

        using var scope = NameScope.Enter(name, this);
        _iteration = Add("iteration", NDArray.Zeros(Shape.Scalar, DType.Int64));
        if (_rate.Schedule is null)
        {
            var type = trainable.Count > 0 && trainable.All(variable => variable.value.Type == DType.Float64) ? DType.Float64 : DType.Float32;
            _learningRate = Add("learning_rate", NDArray.Full(Shape.Scalar, Pending ?? _rate.Value, type));
        }
    }

    /// <summary>Names of variables whose weights do not decay.</summary>
    public void exclude_from_weight_decay(params ReadOnlySpan<string> var_names)
    {
        foreach (var part in var_names)
        {
            _withoutDecay.Add(part);
        }
    }

    /// <summary>Moves variables by their gradients.</summary>
    /// <param name="gradients">One for each variable.</param>
    /// <param name="trainable">The variables.</param>
    public void apply(IReadOnlyList<NDArray> gradients, IReadOnlyList<Variable> trainable)
    {
        using var mode = GradientMode.Disable();
        build(trainable);
        Place(trainable);
        var step = iterations;
        if (_accumulators is not null)
        {
            var last = (step + 1) % Options.AccumulationSteps!.Value == 0;
            for (var i = 0; i < gradients.Count; i++)
            {
                _accumulators[At(i)].value.Data.AddInPlace(gradients[i]);
            }

            if (last)
            {
                Move([.. trainable.Select((_, i) => NDArray.Quotient(_accumulators[At(i)].value.Data, Options.AccumulationSteps.Value))], trainable);
                foreach (var slot in _accumulators)
                {
                    slot.value.Data.Fill(0);
                }
            }
        }
        else
        {
            Move(gradients, trainable);
        }

        UpdateAverages(trainable);
        foreach (var variable in trainable)
        {
            if (variable.constraint is { } constraint)
            {
                variable.assign(constraint.Call(variable.value));
            }
        }

        _iteration!.value.Data.Fill(step + 1);
    }

    /// <summary>Sets the weights to their running means, as fit does at its end.</summary>
    public void finalize_variable_values(IReadOnlyList<Variable> trainable)
    {
        for (var i = 0; i < (_averages?.Length ?? 0); i++)
        {
            _builtFor[i].assign(_averages![i].value);
        }
    }

    /// <inheritdoc/>
    public virtual JsonObject get_config() => new()
    {
        ["name"] = name,
        ["learning_rate"] = _rate.Schedule is { } schedule ? KerasObject.Serialize(schedule) : JsonValue.Create(_learningRate?.value.Item<double>() ?? (float)learning_rate),
        ["weight_decay"] = Options.WeightDecay,
        ["clipnorm"] = Options.ClipNorm,
        ["global_clipnorm"] = Options.GlobalClipNorm,
        ["clipvalue"] = Options.ClipValue,
        ["use_ema"] = Options.UseEma,
        ["ema_momentum"] = Options.EmaMomentum,
        ["ema_overwrite_frequency"] = Options.EmaOverwriteFrequency,
        ["loss_scale_factor"] = null,
        ["gradient_accumulation_steps"] = Options.AccumulationSteps,
    };

    /// <summary>Makes the slots.</summary>
    private protected abstract void Build(IReadOnlyList<Variable> trainable);

    /// <summary>Moves one variable.</summary>
    /// <param name="index">Its position among the trainable variables.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="gradient">Its gradient, clipped.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="step">Steps made, this one included.</param>
    private protected abstract void Update(int index, Variable variable, NDArray gradient, double rate, long step);

    /// <summary>A slot of zeros for each variable.</summary>
    private protected Variable[] Slots(IReadOnlyList<Variable> trainable, string slot)
        => [.. trainable.Select(variable => Add($"{variable.path.Replace('/', '_')}_{slot}", NDArray.Zeros(variable.shape, variable.value.Type)))];

    /// <summary>Two slots of zeros for each variable, side by side in the order of variables.</summary>
    private protected (Variable[] First, Variable[] Second) SlotPairs(IReadOnlyList<Variable> trainable, string first, string second)
    {
        var pairs = trainable.Select(variable => (Slots([variable], first)[0], Slots([variable], second)[0])).ToArray();
        return ([.. pairs.Select(pair => pair.Item1)], [.. pairs.Select(pair => pair.Item2)]);
    }

    /// <summary>Slots belong to the variables that they were made for: those that are frozen by now are passed over.</summary>
    private void Place(IReadOnlyList<Variable> trainable)
    {
        _places = null;
        var same = trainable.Count == _builtFor.Length;
        for (var i = 0; same && i < trainable.Count; i++)
        {
            same = ReferenceEquals(trainable[i], _builtFor[i]);
        }

        if (!same)
        {
            _places = [.. trainable.Select(variable => Array.IndexOf(_builtFor, variable) is >= 0 and var place ? place : throw new InvalidOperationException(
                $"The optimizer '{name}' does not know the variable {variable.path}: it was added or thawed after the first step. Call compile again, with a new optimizer."))];
        }
    }

    /// <summary>The place of the i-th variable of a step among the slots.</summary>
    private int At(int i) => _places is null ? i : _places[i];

    private void Move(IReadOnlyList<NDArray> gradients, IReadOnlyList<Variable> trainable)
    {
        gradients = Clipping.Clip(gradients, Options);
        var rate = learning_rate;
        for (var i = 0; i < trainable.Count; i++)
        {
            var data = trainable[i].value.Data;
            if (Options.WeightDecay is { } decay && !_withoutDecay.Any(part => trainable[i].path.Contains(part, StringComparison.Ordinal)))
            {
                data.Update<Diglot.Tensors.Operators.Subtract>(NDArray.Binary<Diglot.Tensors.Operators.Multiply>(data, decay * rate));
            }

            Update(At(i), trainable[i], gradients[i], rate, Moves + 1);
        }
    }

    private void UpdateAverages(IReadOnlyList<Variable> trainable)
    {
        if (_averages is null)
        {
            return;
        }

        for (var i = 0; i < trainable.Count; i++)
        {
            // The first running mean is the weight itself.
            var momentum = Moves == 0 ? 0 : Options.EmaMomentum;
            var average = new Tensor(_averages[At(i)].value.Data);
            var next = (average * momentum) + (new Tensor(trainable[i].value.Data) * (1 - momentum));
            _averages[At(i)].value.Data.CopyFrom(next.Data);
            if (Options.EmaOverwriteFrequency is { } frequency && (Moves + 1) % frequency == 0)
            {
                trainable[i].assign(_averages[At(i)].value);
            }
        }
    }

    /// <summary>A variable of the optimizer's own, which belongs to none of those it moves.</summary>
    private protected Variable Add(string slot, NDArray value)
    {
        var variable = new Variable(value, slot, trainable: false);
        _variables.Add(variable);
        return variable;
    }
}
