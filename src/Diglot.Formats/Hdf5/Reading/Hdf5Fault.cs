namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Errors as all parts of the reader raise them.</summary>
internal static class Hdf5Fault
{
    private const string FetchAgain = "The file was damaged or cut short: fetch or save it again.";

    public static FileFormatException Corrupt(string place, string rule, object? expected = null, object? received = null)
        => new(FileFault.Corrupt, rule, place, expected?.ToString(), received?.ToString(), FetchAgain);

    public static FileFormatException Unsupported(string place, string rule, object? received = null)
        => new(FileFault.Unsupported, rule, place, received: received?.ToString(), remedy: "Save the model again with a current Keras or h5py and its default settings.");

    public static FileFormatException Limit(string place, string rule, object? expected = null, object? received = null)
        => new(FileFault.Limit, rule, place, expected?.ToString(), received?.ToString(), "No real model file needs this; the file is damaged or made to do harm.");

    public static FileFormatException UnsafeLink(string place, string rule, object? received = null)
        => new(FileFault.UnsafeLink, rule, place, received: received?.ToString(), remedy: "Copy the data into one file, without links, and read that.");
}
