namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Guards a walk over index nodes: no node twice, not too deep, not more bytes than the file has.</summary>
internal sealed class TreeWalk(Hdf5Image image, string what)
{
    private readonly HashSet<long> _seen = [];
    private long _bytes;

    /// <summary>Notes that a node is about to be read.</summary>
    public void Enter(long address, long length, int depth)
    {
        _bytes += length;
        if (!_seen.Add(address) || depth > Hdf5Limits.MaximumTreeDepth || _bytes > 2 * image.Length)
        {
            throw Hdf5Fault.Corrupt($"{what} at address {address}", "Index nodes form a tree: none is met twice or overlaps others", received: $"a node at depth {depth} that leads back, or lies on another");
        }
    }
}
