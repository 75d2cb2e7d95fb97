using Diglot.Formats;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Files;

/// <summary>Folder <c>hostile/keras</c>: damaged and hostile model files, loaded as a user loads them; each with the error of its kind.</summary>
public sealed class HostileKeras : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["hostile/keras"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var (file, expected) = (golden.PathOf(golden.Text("file")), golden.Text("expect"));
        var answer = Hostility.Watch(comparison, golden.Folder, () => Answer(file));
        if (answer.StartsWith("unknown-class", StringComparison.Ordinal) && expected != "unknown-class")
        {
            throw new UnclaimedException(answer);
        }

        comparison.Holds($"answer {answer}, expected {expected}", answer.Split(':')[0] == expected || (expected == "harmless" && answer == "loads"));
    }

    private static string Answer(string file)
    {
        try
        {
            keras.models.load_model(file);
            return "loads";
        }
        catch (FileFormatException fault)
        {
            return Kind(fault.Kind) + ": " + fault.Message;
        }
    }

    private static string Kind(FileFault fault) => fault switch
    {
        FileFault.Corrupt => "corrupt",
        FileFault.WrongFormat => "not-keras",
        FileFault.UnsafeLink => "unsafe-link",
        FileFault.UnsafePath => "unsafe-path",
        FileFault.Limit => "too-large",
        FileFault.BadConfig => "bad-config",
        FileFault.BadGraph => "bad-graph",
        FileFault.WeightsMismatch => "weights-mismatch",
        FileFault.UnknownClass => "unknown-class",
        FileFault.RefusedCode => "refused-code",
        _ => fault.ToString(),
    };
}
