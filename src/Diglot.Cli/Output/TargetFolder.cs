namespace Diglot.Cli.Output;

/// <summary>The folder of a file that is about to be written: made if it is not there, and taken away again where nothing came of it.</summary>
internal sealed class TargetFolder : IDisposable
{
    private readonly string? made;
    private bool isKept;

    private TargetFolder(string? made) => this.made = made;

    /// <summary>Makes the folder that a file lies in.</summary>
    public static TargetFolder Of(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (Directory.Exists(folder))
        {
            return new(null);
        }

        Directory.CreateDirectory(folder);
        return new(folder);
    }

    /// <summary>The file is there: the folder stays.</summary>
    public void Keep() => isKept = true;

    public void Dispose()
    {
        if (made is not null && !isKept && !Directory.EnumerateFileSystemEntries(made).Any())
        {
            Directory.Delete(made);
        }
    }
}
