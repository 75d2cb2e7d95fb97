namespace Diglot.Graph;

/// <summary>A layer does not take what it is given.</summary>
/// <param name="message">The rule, what was expected and what was received.</param>
/// <param name="path">The layer's path, once known.</param>
public sealed class GraphException(string message, string? path = null) : Exception(path is null ? message : $"Layer '{path}': {message}")
{
    /// <summary>The layer's path.</summary>
    public string? Path { get; } = path;

    /// <summary>The same, naming the layer.</summary>
    public GraphException At(string path) => new(Message, path);
}
