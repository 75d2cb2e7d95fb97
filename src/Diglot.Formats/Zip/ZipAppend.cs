namespace Diglot.Formats.Zip;

/// <summary>Appends bytes to the entry that is being written.</summary>
public delegate void ZipAppend(ReadOnlySpan<byte> bytes);
