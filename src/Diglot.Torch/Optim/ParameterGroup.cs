using Diglot.Autograd;

namespace Diglot.Torch.Optim;

/// <summary>
/// Parameters that share options such as <c>lr</c>: one entry of <c>optimizer.param_groups</c>. Options are read and written as in Python:
/// <c>optimizer.param_groups[0]["lr"] = 0.01</c>.
/// </summary>
public sealed class ParameterGroup
{
    private readonly OrderedDictionary<string, object?> _options = [];

    /// <summary>Groups parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="options">Options that differ from the optimizer's own.</param>
    public ParameterGroup(IEnumerable<Tensor> parameters, IReadOnlyDictionary<string, object?>? options = null)
    {
        Parameters = [.. parameters];
        foreach (var (name, value) in options ?? new Dictionary<string, object?>())
        {
            _options[name] = value;
        }
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>Names of the options, in order.</summary>
    public IEnumerable<string> Names => _options.Keys;

    /// <summary>One option.</summary>
    /// <exception cref="KeyNotFoundException">There is no such option.</exception>
    public object? this[string name]
    {
        get => _options.TryGetValue(name, out var value) ? value
            : throw new KeyNotFoundException($"A parameter group has no option '{name}'. It has: {string.Join(", ", _options.Keys)}.");
        set => _options[name] = value;
    }

    /// <summary>Whether the group has an option.</summary>
    public bool Has(string name) => _options.ContainsKey(name);

    /// <summary>An option as a number.</summary>
    public double Number(string name) => System.Convert.ToDouble(this[name], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An option as a truth value.</summary>
    public bool Flag(string name) => this[name] is true;

    /// <summary>An option of two numbers, such as <c>betas</c>.</summary>
    public (double First, double Second) Pair(string name) => this[name] switch
    {
        (double first, double second) => (first, second),
        IReadOnlyList<double> { Count: 2 } list => (list[0], list[1]),
        var other => throw new ArgumentException($"The option '{name}' is a pair of numbers; received {other ?? "None"}."),
    };
}
