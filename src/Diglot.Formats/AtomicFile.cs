namespace Diglot.Formats;

/// <summary>
/// Writes files so that under the final name there is either the old content or the whole new one, even if the process
/// is killed or the disk is full: a temporary name in the same folder, flushed to disk, then renamed. A killed process
/// leaves at most <c>.NAME.{32 digits}.tmp</c>, which may be deleted.
/// </summary>
public static class AtomicFile
{
    /// <summary>Creates or replaces a file with what <paramref name="write"/> writes.</summary>
    /// <param name="path">The final name; its folder exists.</param>
    /// <param name="write">Writes the content to a seekable stream.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (ArgumentOutOfRangeException tooLong) when (tooLong.ParamName == "value" && IsOfSystemIO(tooLong))
        {
            // How .NET words EFBIG, without the file's name.
            File.Delete(temporary);
            throw new IOException($"{full} would be longer than its file system or the limit on file sizes (ulimit -f) allows. Write it to another place, or raise the limit.", tooLong);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // The trace, not TargetSite: a program compiled ahead of time knows no methods by their objects.
    private static bool IsOfSystemIO(Exception exception)
        => exception.StackTrace?.Split('\n')[0].Contains(" System.IO.", StringComparison.Ordinal) == true;
}
