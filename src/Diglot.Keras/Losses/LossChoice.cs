using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Diglot.Keras.Saving;
using Diglot.Keras.Training;

namespace Diglot.Keras.Losses;

/// <summary>
/// What <c>compile</c> takes as loss: one, by name or as an object, for every output; a list <c>["mse", "binary_crossentropy"]</c> with one for each output; or
/// a dictionary by the names of the outputs. Outputs without a loss (null, or not named) are not trained.
/// </summary>
[CollectionBuilder(typeof(LossChoice), nameof(Create))]
public sealed class LossChoice
{
    private readonly Loss?[] _members;
    private readonly string[]? _keys;

    private LossChoice(Loss? single, Loss?[] members, string[]? keys) => (Single, _members, _keys) = (single, members, keys);

    /// <summary>The loss, where there is one for all outputs.</summary>
    public Loss? Single { get; }

    /// <summary>By name.</summary>
    public static implicit operator LossChoice(string name) => new((Loss)name, [], null);

    /// <summary>An object.</summary>
    public static implicit operator LossChoice(Loss loss) => new(loss, [], null);

    /// <summary>One for each output.</summary>
    public static implicit operator LossChoice(Loss?[] losses) => new(null, losses, null);

    /// <summary>By the names of the outputs.</summary>
    public static implicit operator LossChoice(Dictionary<string, Loss> losses) => new(null, [.. losses.Values], [.. losses.Keys]);

    /// <summary>One for each output.</summary>
    public static LossChoice Create(ReadOnlySpan<Loss?> losses) => new(null, losses.ToArray(), null);

    /// <summary>From compile's configuration.</summary>
    public static LossChoice FromConfig(JsonNode node) => node switch
    {
        JsonArray list => new LossChoice(null, [.. list.Select(static item => item is null ? null : Loss.FromConfig(item))], null),
        JsonObject members when !members.ContainsKey("class_name") => new LossChoice(null, [.. members.Select(static member => member.Value is null ? null : Loss.FromConfig(member.Value))], [.. members.Select(static member => member.Key)]),
        _ => Loss.FromConfig(node),
    };

    /// <summary>As Keras writes it into files.</summary>
    public JsonNode? ToConfig() => Single is not null ? Config(Single)
        : _keys is null ? new JsonArray([.. _members.Select(Config)])
        : new JsonObject(_keys.Zip(_members, static (key, loss) => KeyValuePair.Create(key, Config(loss))));

    /// <summary>The losses in order.</summary>
    public IEnumerator<Loss?> GetEnumerator() => ((IEnumerable<Loss?>)(Single is null ? _members : [Single])).GetEnumerator();

    /// <summary>The loss of each output.</summary>
    internal Loss?[] ForOutputs(IReadOnlyList<string>? names, int count)
        => Single is not null ? [.. Enumerable.Repeat(Single, count)] : PerOutput.Take("loss", _members, _keys, names, count);

    private static JsonNode? Config(Loss? loss) => loss is null ? null : loss.Spelling is { } name ? name : KerasObject.Serialize(loss);
}
