using System.Text.Json.Nodes;
using Diglot.Formats.Hdf5;

namespace Diglot.Formats.KerasArchive;

/// <summary>What a <c>.keras</c> archive holds, as it is there.</summary>
/// <param name="Config">The architecture: <c>class_name</c>, <c>config</c>, <c>compile_config</c> and so on.</param>
/// <param name="Metadata"><c>keras_version</c> and <c>date_saved</c>; empty where the archive has none.</param>
/// <param name="Weights">All variables, at paths like <c>layers/conv2d/vars/0</c> and <c>optimizer/vars/3</c>.</param>
/// <param name="Assets">Further files of layers by path below <c>assets/</c>.</param>
public sealed record KerasArchiveFile(JsonObject Config, JsonObject Metadata, Hdf5Group Weights, IReadOnlyDictionary<string, ByteSource> Assets)
{
    /// <summary>An archive to be written, without assets.</summary>
    public KerasArchiveFile(JsonObject config, JsonObject metadata, Hdf5Group weights)
        : this(config, metadata, weights, new Dictionary<string, ByteSource>())
    {
    }

    /// <summary>The version of Keras that wrote the archive, where it says so.</summary>
    public string? KerasVersion => Metadata.TryGetPropertyValue("keras_version", out var version) && version is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
