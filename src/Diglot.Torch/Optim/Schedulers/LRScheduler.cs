using System.Collections;
using System.Globalization;

namespace Diglot.Torch.Optim.Schedulers;

/// <summary>
/// The base of all learning-rate schedulers: sets the <c>lr</c> of an optimizer's groups anew at each <see cref="step()"/>, which follows <c>optimizer.step()</c>.
/// </summary>
/// <remarks>
/// Source: pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate. Making a scheduler sets the first rate. Keras's schedules are functions of the step
/// that an optimizer holds, and count batches; these count whatever <c>step()</c> is called for, usually epochs.
/// </remarks>
public abstract class LRScheduler
{
    private protected LRScheduler(Optimizer optimizer) => Optimizer = optimizer;

    /// <summary>How many steps were made; 0 after the first rate was set.</summary>
    public int last_epoch => (int)Number("last_epoch");

    /// <summary>The first rate of each group.</summary>
    public IReadOnlyList<double> base_lrs => List("base_lrs");

    private protected Optimizer Optimizer { get; }

    /// <summary>What <see cref="state_dict"/> gives, under PyTorch's names and in its order.</summary>
    private protected OrderedDictionary<string, object?> Attributes { get; } = [];

    private protected bool IsInitial => Attributes.TryGetValue("_is_initial", out var value) && value is true;

    private protected IEnumerable<double> Rates => Optimizer.param_groups.Select(static group => group.Number("lr"));

    /// <summary>The rate of each group that was set last.</summary>
    public IReadOnlyList<double> get_last_lr() => List("_last_lr");

    /// <summary>Sets the rates of the next step.</summary>
    public virtual void step()
    {
        Attributes["_step_count"] = (long)Number("_step_count") + 1;
        Attributes["last_epoch"] = (long)last_epoch + 1;
        Set(get_lr());
    }

    /// <summary>Sets the rates of a given step.</summary>
    /// <param name="epoch">Its number, 0 for the first.</param>
    public virtual void step(int epoch)
    {
        Attributes["_step_count"] = (long)Number("_step_count") + 1;
        Attributes["last_epoch"] = (long)epoch;
        Set(ClosedForm() ?? get_lr());
    }

    /// <summary>All that changes, for a file: <c>torch.save(scheduler.state_dict(), path)</c>.</summary>
    public virtual OrderedDictionary<string, object?> state_dict() => new(Attributes.Select(static entry => KeyValuePair.Create<string, object?>(entry.Key, entry.Value is List<object?> list ? new List<object?>(list) : entry.Value)));

    /// <summary>Takes over a state that <see cref="state_dict"/> gave or <c>torch.load</c> read.</summary>
    /// <exception cref="ArgumentException">A value that this scheduler has is missing.</exception>
    public virtual void load_state_dict(IDictionary state_dict)
    {
        foreach (var name in Attributes.Keys.ToArray())
        {
            // Names that begin with _ came and went between versions; without them the scheduler goes on as well.
            if (state_dict.Contains(name))
            {
                Attributes[name] = state_dict[name];
            }
            else if (!name.StartsWith('_') || name == "_last_lr")
            {
                throw new ArgumentException($"The state of a {GetType().Name} has '{name}'; the one given has: {string.Join(", ", state_dict.Keys.Cast<object>())}.", nameof(state_dict));
            }
        }
    }

    /// <summary>The rates of step <see cref="last_epoch"/>, from those in force.</summary>
    private protected abstract IEnumerable<double> get_lr();

    /// <summary>The rates of step <see cref="last_epoch"/> from the first ones; null where there is no such formula.</summary>
    private protected virtual IEnumerable<double>? ClosedForm() => null;

    /// <summary>Sets the first rates; to be called at the end of each constructor.</summary>
    private protected void Begin(int last_epoch = -1)
    {
        foreach (var group in Optimizer.param_groups)
        {
            if (!group.Has("initial_lr"))
            {
                group["initial_lr"] = last_epoch == -1 ? group.Number("lr")
                    : throw new ArgumentException("param 'initial_lr' is not specified in the optimizer's param_groups when resuming a scheduler: load the optimizer's state first.", nameof(last_epoch));
            }
        }

        Attributes["base_lrs"] = Numbers(Optimizer.param_groups.Select(static group => group.Number("initial_lr")));
        (Attributes["last_epoch"], Attributes["_step_count"], Attributes["_is_initial"], Attributes["_get_lr_called_within_step"]) = ((long)last_epoch, 0L, false, false);
        Attributes["_last_lr"] = Numbers(Rates);
        InitialStep();
    }

    internal void InitialStep()
    {
        Attributes["_is_initial"] = true;
        step();
        Attributes["_is_initial"] = false;
    }

    internal bool IsOf(Optimizer optimizer) => ReferenceEquals(Optimizer, optimizer);

    internal Optimizer Of() => Optimizer;

    internal void Undo() => Attributes["last_epoch"] = (long)last_epoch - 1;

    private protected void Set(IEnumerable<double> rates)
    {
        foreach (var (group, rate) in Optimizer.param_groups.Zip(rates.ToArray()))
        {
            group["lr"] = rate;
        }

        Attributes["_last_lr"] = Numbers(Rates);
    }

    private protected double Number(string name) => System.Convert.ToDouble(Attributes[name], CultureInfo.InvariantCulture);

    private protected string Word(string name) => (string)Attributes[name]!;

    private protected double[] List(string name) => [.. ((IEnumerable)Attributes[name]!).Cast<object?>().Select(static item => System.Convert.ToDouble(item, CultureInfo.InvariantCulture))];

    private protected static List<object?> Numbers(IEnumerable<double> numbers) => [.. numbers.Select(static number => (object?)number)];

    /// <summary>One number for all groups, or one for each.</summary>
    private protected double[] ForGroups(double[] values, string name) => values.Length == 1 ? [.. Enumerable.Repeat(values[0], Optimizer.param_groups.Count)]
        : values.Length == Optimizer.param_groups.Count ? values
        : throw new ArgumentException($"expected {Optimizer.param_groups.Count} values for {name}, one for each group; got {values.Length}", name);
}
