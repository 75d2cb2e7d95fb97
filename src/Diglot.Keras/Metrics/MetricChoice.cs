namespace Diglot.Keras.Metrics;

/// <summary>A metric given to compile, by name or as an object; both convert by themselves.</summary>
public sealed class MetricChoice
{
    private readonly Metric? _metric;

    private MetricChoice(string? name, Metric? metric) => (Name, _metric) = (name ?? metric!.name, metric);

    /// <summary>The metric's name.</summary>
    public string Name { get; }

    /// <summary>By name: <c>"accuracy"</c>, <c>"mae"</c> …</summary>
    public static implicit operator MetricChoice(string name) => new(name, null);

    /// <summary>An object.</summary>
    public static implicit operator MetricChoice(Metric metric) => new(null, metric);

    internal Metric? Given => _metric;

    internal Metric Make(Shape targets, Shape predictions) => _metric ?? MetricCatalogue.Make(Name, targets, predictions);
}
