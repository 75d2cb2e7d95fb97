using Diglot.Conversion.Verification;

namespace Diglot.Cli.Output;

/// <summary>What a conversion writes: its folder is made if it is not there, and where the conversion fails, what was not there before is taken away again.</summary>
internal sealed class WrittenFiles : IDisposable
{
    private readonly List<string> _files = [];
    private readonly TargetFolder _folder;
    private bool _isKept;

    private WrittenFiles(string target, string? page)
    {
        _folder = TargetFolder.Of(target);
        var folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
        _files.AddRange(((string?[])[target, TestVectors.PathFor(target), Path.Combine(folder, "model.py"), Path.Combine(folder, "model.cs"), page]).OfType<string>().Where(static file => !File.Exists(file)));
    }

    /// <summary>Makes the folder, and remembers which files are not there yet.</summary>
    public static WrittenFiles Of(string target, string? page) => new(target, page);

    /// <summary>All went well: the files stay.</summary>
    public void Keep()
    {
        _isKept = true;
        _folder.Keep();
    }

    public void Dispose()
    {
        if (!_isKept)
        {
            foreach (var file in _files.Where(File.Exists))
            {
                File.Delete(file);
            }
        }

        _folder.Dispose();
    }
}
