namespace Diglot.Formats.ExportedProgram;

/// <summary>One operation of a program.</summary>
/// <param name="Target">The operator: <c>torch.ops.aten.conv2d.default</c>.</param>
/// <param name="Arguments">
/// Arguments by name: <see cref="ExportedName"/>, <c>long</c>, <c>double</c>, <c>bool</c>, <c>string</c>, <c>null</c>, and lists (<c>object?[]</c>) of them. What is not given has the operator's default.
/// </param>
/// <param name="Outputs">Names of the results in order; null where one is no tensor or number.</param>
/// <param name="Modules">The modules that it lies in, the outermost first.</param>
public sealed record ExportedNode(string Target, IReadOnlyDictionary<string, object?> Arguments, IReadOnlyList<string?> Outputs, IReadOnlyList<ExportedModule> Modules)
{
    /// <summary>The operator without its library and overload: <c>conv2d</c>.</summary>
    public string Operator => Target.StartsWith("torch.ops.aten.", StringComparison.Ordinal) ? Target["torch.ops.aten.".Length..].Split('.')[0] : Target;
}
