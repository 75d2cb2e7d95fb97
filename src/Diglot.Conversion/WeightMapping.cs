namespace Diglot.Conversion;

/// <summary>Where a weight of the target comes from.</summary>
/// <param name="Source">Its name in the source: <c>conv/kernel</c>, <c>conv.weight</c>; with a colon, a constant that the source does not have.</param>
/// <param name="Target">Its name in the target: a key of <c>state_dict()</c>, or a Keras path.</param>
/// <param name="Weight">The source's array and the steps to the target's; the same steps map gradients.</param>
public sealed record WeightMapping(string Source, string Target, Weight Weight)
{
    /// <summary>Whether the source has it.</summary>
    // A colon may also be part of a layer's name, and ONNX has names such as onnx::Conv_75; that of a constant stands alone before its own.
    public bool IsStored => Source.LastIndexOf(':') is var colon && (colon < 0 || (colon > 0 && Source[colon - 1] == ':') || Source.AsSpan(colon).ContainsAny('/', '.'));

    /// <inheritdoc/>
    public override string ToString() => $"{Target} = {Weight}";
}
