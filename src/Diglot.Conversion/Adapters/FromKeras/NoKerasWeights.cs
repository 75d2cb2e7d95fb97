namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>An architecture without weights: shapes are known, values are not.</summary>
internal sealed class NoKerasWeights : IKerasWeights
{
    public IReadOnlyList<ArraySource> Of(KerasSpec layer) => [.. layer.Variables.Select(static variable => new UnknownSource(DType.Float32, variable.Shape))];
}
