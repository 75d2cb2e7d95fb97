namespace Diglot.Plots;

/// <summary>Writes files that are there whole or not at all.</summary>
internal static class WholeFile
{
    public static void Write(string path, byte[] bytes)
    {
        var target = Path.GetFullPath(path);
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
