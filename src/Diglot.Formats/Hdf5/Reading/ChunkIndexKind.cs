namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Index structures for chunks; from <see cref="Single"/> on by the specification's numbers.</summary>
internal enum ChunkIndexKind
{
    TreeV1 = 0,
    Single = 1,
    Implicit = 2,
    FixedArray = 3,
    ExtensibleArray = 4,
    TreeV2 = 5,
}
