using Diglot.Cli.Errors;

namespace Diglot.Cli.Output;

/// <summary>The folder that a command writes into.</summary>
internal sealed class OutputFolder
{
    private OutputFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes the folder and tries to write into it, so that a bad place is told before hours of work.</summary>
    public static OutputFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full))
        {
            throw new UsageException($"--out names a folder, but {full} is a file. Choose another name.");
        }

        try
        {
            Directory.CreateDirectory(full);
            var probe = System.IO.Path.Combine(full, System.IO.Path.GetRandomFileName() + ".tmp");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new IOException($"The folder {full} cannot be made or written into. Choose another one with --out. ({refused.Message})", refused.HResult);
        }

        return new OutputFolder(full);
    }

    /// <summary>The path of a file in the folder. Whoever writes there writes whole files: the faces' <c>save</c> and <c>plt.savefig</c> do.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);
}
