using System.Text.Json;

namespace Diglot.Golden.Cases;

/// <summary>One reference case: a folder with a <c>case.json</c>, or one entry of a table.</summary>
/// <param name="Kind">Name of the top folder, such as <c>pairs</c>.</param>
/// <param name="Name">Path below it; in a table <c>&lt;file&gt;/&lt;id&gt;</c>.</param>
/// <param name="Key">What decides who judges it: the kind, with the folders or the table's name below it where it has such.</param>
/// <param name="Folder">Where its files lie.</param>
/// <param name="Json">The case's own description.</param>
/// <param name="Table">The whole table, for an entry of one.</param>
public sealed record GoldenCase(string Kind, string Name, string Key, string Folder, JsonElement Json, JsonElement? Table = null)
{
    private GoldenTensors? _tensors;

    /// <summary>The id by which the case's tensors are named inside a table's tensor file.</summary>
    public string Id => Json.TryGetProperty("id", out var id) ? id.GetString()! : Path.GetFileName(Name);

    /// <summary>Largest absolute difference that passes where the value itself is 0.</summary>
    public double AbsoluteTolerance => Number("atol", 1e-5);

    /// <summary>Largest difference in relation to the value that passes, added to <see cref="AbsoluteTolerance"/>.</summary>
    public double RelativeTolerance => Number("rtol", 1e-4);

    /// <summary>The case's tensors: its <c>io.safetensors</c>, or its part of the table's tensor file.</summary>
    public GoldenTensors Tensors => _tensors ??= Table is null
        ? GoldenTensors.Read(Path.Combine(Folder, "io.safetensors"))
        : GoldenTensors.Read(Path.Combine(Folder, Path.GetFileName(Key) + ".safetensors")).Below(Id + "/");

    /// <summary>Tensors that several entries of a table share.</summary>
    public GoldenTensors Shared(string prefix) => GoldenTensors.Read(Path.Combine(Folder, Path.GetFileName(Key) + ".safetensors")).Below(prefix);

    /// <summary>A file of the case.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>A property of the description as text.</summary>
    public string Text(string name) => Json.GetProperty(name).GetString()!;

    private double Number(string name, double otherwise)
        => Json.TryGetProperty(name, out var own) && own.ValueKind == JsonValueKind.Number ? own.GetDouble()
            : Table is { } table && table.ValueKind == JsonValueKind.Object && table.TryGetProperty(name, out var shared) ? shared.GetDouble()
            : otherwise;
}
