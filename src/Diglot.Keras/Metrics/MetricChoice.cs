using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Diglot.Keras.Saving;
using Diglot.Keras.Training;

namespace Diglot.Keras.Metrics;

/// <summary>
/// What <c>compile</c> takes as metrics: a metric by name or as an object, a list <c>["accuracy", "mse"]</c>, for several outputs a list of such lists, or a
/// dictionary by the names of the outputs. All convert by themselves.
/// </summary>
[CollectionBuilder(typeof(MetricChoice), nameof(Create))]
public sealed class MetricChoice
{
    private readonly string? _name;
    private readonly Metric? _metric;
    private readonly MetricChoice?[]? _members;
    private readonly string[]? _keys;

    private MetricChoice(string? name, Metric? metric, MetricChoice?[]? members = null, string[]? keys = null) => (_name, _metric, _members, _keys) = (name, metric, members, keys);

    /// <summary>The metric's name; empty for a list.</summary>
    public string Name => _name ?? _metric?.name ?? "";

    /// <summary>By name: <c>"accuracy"</c>, <c>"mae"</c> …</summary>
    public static implicit operator MetricChoice(string name) => new(name, null);

    /// <summary>An object.</summary>
    public static implicit operator MetricChoice(Metric metric) => new(null, metric);

    /// <summary>Several, or one entry for each output.</summary>
    public static implicit operator MetricChoice(MetricChoice[] metrics) => new(null, null, metrics);

    /// <summary>By the names of the outputs.</summary>
    public static implicit operator MetricChoice(Dictionary<string, MetricChoice> metrics) => new(null, null, [.. metrics.Values], [.. metrics.Keys]);

    /// <summary>Several, or one entry for each output.</summary>
    public static MetricChoice Create(ReadOnlySpan<MetricChoice?> metrics) => new(null, null, metrics.ToArray());

    /// <summary>From compile's configuration.</summary>
    public static MetricChoice FromConfig(JsonNode node) => node switch
    {
        JsonArray list => new(null, null, [.. list.Select(Member)]),
        JsonObject members when !members.ContainsKey("class_name") => new(null, null, [.. members.Select(static member => Member(member.Value))], [.. members.Select(static member => member.Key)]),
        JsonValue name => name.GetValue<string>(),
        _ => Metric.FromConfig(node),
    };

    /// <summary>As Keras writes it into files.</summary>
    public JsonNode? ToConfig() => _members is null ? _metric is null ? JsonValue.Create(_name) : KerasObject.Serialize(_metric)
        : _keys is null ? new JsonArray([.. _members.Select(static member => member?.ToConfig())])
        : new JsonObject(_keys.Zip(_members, static (key, member) => KeyValuePair.Create(key, member?.ToConfig())));

    /// <summary>The members of a list or dictionary.</summary>
    public IEnumerator<MetricChoice?> GetEnumerator() => ((IEnumerable<MetricChoice?>)(_members ?? [])).GetEnumerator();

    /// <summary>The metrics of each output.</summary>
    /// <param name="argument">The argument's name, for messages.</param>
    /// <param name="names">Names of the outputs.</param>
    /// <param name="count">Number of outputs.</param>
    internal MetricChoice[][] ForOutputs(string argument, IReadOnlyList<string>? names, int count)
        => count == 1 ? [[.. Leaves()]] : [.. PerOutput.Take(argument, _members ?? [this], _keys, names, count).Select(static member => member?.Leaves().ToArray() ?? [])];

    /// <summary>Makes the metric; "accuracy" stands for the form that fits the shapes.</summary>
    internal Metric Make(Shape targets, Shape predictions) => _metric ?? MetricCatalogue.Make(Name, targets, predictions);

    private static MetricChoice? Member(JsonNode? node) => node is null ? null : FromConfig(node);

    private IEnumerable<MetricChoice> Leaves() => _members is null ? [this] : _members.OfType<MetricChoice>().SelectMany(static member => member.Leaves());
}
