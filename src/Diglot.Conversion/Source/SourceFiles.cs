using System.Text;
using Diglot.Formats;

namespace Diglot.Conversion.Source;

/// <summary><c>model.py</c> and <c>model.cs</c> beside the file with the weights.</summary>
internal static class SourceFiles
{
    private const string Mark = "(written by diglot convert)";

    /// <summary>Refuses, before anything is written, to replace a program of the user's own.</summary>
    /// <param name="target">The file with the weights.</param>
    /// <exception cref="IOException">There is such a file that no conversion wrote.</exception>
    public static void RequireOwn(string target)
    {
        foreach (var path in new[] { Beside(target, "model.py"), Beside(target, "model.cs") })
        {
            if (File.Exists(path) && !File.ReadLines(path).Take(5).Any(static line => line.Contains(Mark, StringComparison.Ordinal)))
            {
                throw new IOException($"{path} is a program that no conversion wrote; it is left as it is, and nothing was converted. Move it, or give the target another folder.");
            }
        }
    }

    /// <summary>Writes both programs; C# is left out, with a note, where this library lacks a layer.</summary>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Write(TorchConversion converted, WeightsFile weights, string target, List<ConversionNote> notes)
        => Write(target, ModelSource.Python(converted, weights), () => ModelSource.CSharp(converted, weights, Folder(target)), notes);

    /// <summary>Writes both programs.</summary>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Write(KerasConversion converted, WeightsFile weights, string target, List<ConversionNote> notes)
        => Write(target, ModelSource.Python(converted, weights), () => ModelSource.CSharp(converted, weights, Folder(target)), notes);

    private static IReadOnlyList<string> Write(string target, string python, Func<string> csharp, List<ConversionNote> notes)
    {
        var written = new List<string> { Write(target, "model.py", python) };
        try
        {
            var text = csharp();
            written.Add(Write(target, "model.cs", text));
            if (text.Contains(Library.Unknown, StringComparison.Ordinal))
            {
                notes.Add(new(NoteKind.Lost, "", $"model.cs names the library by {Library.Unknown}: put the folder of your checkout of Diglot there; no package of it is published."));
            }
        }
        catch (ConversionRefusedException refused)
        {
            notes.Add(new(NoteKind.Lost, refused.Path, $"model.cs was not written: {refused.Reason}."));
        }

        return written;
    }

    private static string Write(string target, string name, string text)
    {
        var path = Beside(target, name);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        return path;
    }

    private static string Folder(string target) => Path.GetDirectoryName(target) is { Length: > 0 } folder ? folder : ".";

    private static string Beside(string target, string name) => Path.Combine(Path.GetDirectoryName(target) ?? "", name);
}
