namespace Diglot.Formats.Hdf5.Reading;

/// <summary>One chunk that was written.</summary>
/// <param name="Place">Its place in the row-major grid of the array's chunks.</param>
/// <param name="Address">Where its bytes are.</param>
/// <param name="Size">How many they are, as stored.</param>
/// <param name="Mask">Bit i set: filter i was skipped.</param>
internal readonly record struct StoredChunk(long Place, long Address, long Size, uint Mask);
