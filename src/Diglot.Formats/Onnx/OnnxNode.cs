namespace Diglot.Formats.Onnx;

/// <summary>One call of an operation (<c>NodeProto</c>).</summary>
/// <param name="Name">Its name; PyTorch's older exporter puts the module's path in it: <c>/features/0/Conv</c>.</param>
/// <param name="Operator">What is computed: <c>Conv</c>.</param>
/// <param name="Domain">Whose operation it is; <c>""</c> is ONNX's own.</param>
/// <param name="Inputs">Names of what it takes; an empty name is an argument left out.</param>
/// <param name="Outputs">Names of what it gives; an empty name is a result that nobody takes.</param>
/// <param name="Attributes">Its settings by name.</param>
/// <param name="Metadata">Further texts; PyTorch's newer exporter puts the modules around it there. Very long ones are left out.</param>
public sealed record OnnxNode(
    string Name,
    string Operator,
    string Domain,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, OnnxAttribute> Attributes,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>How messages name it: by its name, or by what it gives.</summary>
    public string Label => Name.Length > 0 ? Name : Outputs.FirstOrDefault(static output => output.Length > 0) ?? Operator;

    /// <summary>A whole number among the settings.</summary>
    public long Integer(string name, long otherwise) => Setting<long?>(name) ?? otherwise;

    /// <summary>A number among the settings.</summary>
    public double Number(string name, double otherwise) => Setting<double?>(name) ?? otherwise;

    /// <summary>A text among the settings.</summary>
    public string Text(string name, string otherwise) => Setting<string>(name) ?? otherwise;

    /// <summary>A list of whole numbers among the settings; null where it is absent.</summary>
    public long[]? Integers(string name) => Setting<long[]>(name);

    /// <summary>A setting of any other kind; null where it is absent.</summary>
    /// <exception cref="FileFormatException">It is of another kind.</exception>
    public T? Setting<T>(string name) => !Attributes.TryGetValue(name, out var attribute) || attribute.Value is null ? default
        : attribute.Value is T value ? value
        : throw new FileFormatException(FileFault.Invalid, $"The setting '{name}' of {Operator} has its own kind", $"node '{Label}'", received: attribute.Value.GetType().Name);
}
