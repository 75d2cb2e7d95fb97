namespace Diglot.Formats;

/// <summary>What a stored graph of operations takes, gives and does.</summary>
/// <param name="Inputs">Types and shapes of its inputs by name: <c>float32 (batch, 1, 28, 28)</c>.</param>
/// <param name="Outputs">The same of its outputs.</param>
/// <param name="Operations">How often each operation occurs, by name.</param>
public sealed record ModelSignature(IReadOnlyDictionary<string, string> Inputs, IReadOnlyDictionary<string, string> Outputs, IReadOnlyDictionary<string, int> Operations);
