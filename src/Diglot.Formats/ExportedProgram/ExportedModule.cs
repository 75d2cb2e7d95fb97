namespace Diglot.Formats.ExportedProgram;

/// <summary>A call of a module that an operation lies in.</summary>
/// <param name="Call">What tells the calls of one module apart: <c>L__self__conv@1</c>.</param>
/// <param name="Path">The module's name: <c>tower.conv</c>; empty for the whole network.</param>
/// <param name="ClassName">Its class with the Python module: <c>torch.nn.modules.conv.Conv2d</c>.</param>
public sealed record ExportedModule(string Call, string Path, string ClassName)
{
    /// <summary>The class in <c>torch.nn</c>; null for classes of a user's own.</summary>
    public string? TorchClass => ClassName.StartsWith("torch.nn.", StringComparison.Ordinal) ? ClassName[(ClassName.LastIndexOf('.') + 1)..] : null;
}
