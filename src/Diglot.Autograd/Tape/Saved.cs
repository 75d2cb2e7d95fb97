namespace Diglot.Autograd.Tape;

/// <summary>A tensor that a gradient rule needs, with the state it was in: changed since, it is refused.</summary>
public readonly struct Saved
{
    private readonly Tensor? _tensor;
    private readonly int _version;

    /// <summary>Keeps a tensor, or nothing.</summary>
    public Saved(Tensor? tensor)
    {
        _tensor = tensor;
        _version = tensor?.Version ?? 0;
    }

    /// <summary>The tensor as it was saved.</summary>
    /// <exception cref="InvalidOperationException">It was changed in place since.</exception>
    public Tensor Value
    {
        get
        {
            var tensor = _tensor ?? throw new InvalidOperationException("A gradient rule asked for a tensor that was not saved.");
            return tensor.Version == _version ? tensor : throw new InvalidOperationException(
                $"One of the variables needed for gradient computation has been modified by an in-place operation: {tensor.Type}{tensor.Shape}"
                + (tensor.Node is { } node ? $", the result of {node.Name}," : string.Empty)
                + $" is at version {tensor.Version}; expected version {_version}. Use the out-of-place form of the operation that changed it, or change a copy.");
        }
    }
}
