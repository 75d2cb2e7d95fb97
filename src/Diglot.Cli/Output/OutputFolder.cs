using Diglot.Cli.Errors;

namespace Diglot.Cli.Output;

/// <summary>The folder that a command writes into. Files appear in it whole or not at all.</summary>
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

    /// <summary>Writes a file beside its place and moves it there when it is whole.</summary>
    /// <param name="name">The file's name in the folder. Its ending is kept while it is written, because writers choose their format by it.</param>
    /// <param name="write">Writes to the path it is given.</param>
    /// <returns>The path of the finished file.</returns>
    public string Save(string name, Action<string> write)
    {
        var target = System.IO.Path.Combine(Path, name);
        var temporary = System.IO.Path.Combine(Path, $"{System.IO.Path.GetRandomFileName()}.tmp{System.IO.Path.GetExtension(name)}");
        try
        {
            write(temporary);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        return target;
    }
}
