namespace Diglot.Torch.NN.Core;

/// <summary>What <c>load_state_dict(strict: false)</c> could not match.</summary>
/// <param name="missing_keys">Names that the module has and the dictionary lacks.</param>
/// <param name="unexpected_keys">Names that the dictionary has and the module lacks.</param>
public sealed record IncompatibleKeys(IReadOnlyList<string> missing_keys, IReadOnlyList<string> unexpected_keys)
{
    /// <inheritdoc/>
    public override string ToString() => missing_keys.Count == 0 && unexpected_keys.Count == 0
        ? "<All keys matched successfully>"
        : $"_IncompatibleKeys(missing_keys=[{Quoted(missing_keys)}], unexpected_keys=[{Quoted(unexpected_keys)}])";

    private static string Quoted(IReadOnlyList<string> names) => string.Join(", ", names.Select(static name => $"'{name}'"));
}
