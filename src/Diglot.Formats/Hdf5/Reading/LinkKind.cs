namespace Diglot.Formats.Hdf5.Reading;

/// <summary>How a link gives its target.</summary>
internal enum LinkKind
{
    Hard,
    Soft,
    External,
    Unknown,
}
