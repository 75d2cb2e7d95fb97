using Diglot.Formats;

namespace Diglot.Conversion.Verification;

/// <summary>Proof of a conversion that copies weights between formats: they are the same, bit by bit.</summary>
public static class WeightCopies
{
    /// <summary>Compares the weights of two files that hold them under the same names.</summary>
    /// <exception cref="FileFormatException">One of them is damaged.</exception>
    public static VerificationReport Compare(string source, string target)
    {
        var (one, other) = (Digests.Of(source), Digests.Of(target));
        return new([], [], [$"the weights themselves, {one.Count} arrays"], 0) { Changed = [.. Digests.Changed(one, other).Select(static name => $"weight '{name}'")] };
    }
}
