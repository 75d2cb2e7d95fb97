namespace Diglot.Autograd;

/// <summary>What one part of an index is.</summary>
internal enum IndexKind : byte
{
    Position,
    Slice,
    Ellipsis,
    NewAxis,
    Tensor,
}
