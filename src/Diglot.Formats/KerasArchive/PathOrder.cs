namespace Diglot.Formats.KerasArchive;

/// <summary>Orders paths by their letters, runs of digits by their number: <c>vars/2</c> before <c>vars/10</c>.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static PathOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x, b = y;
        while (!a.IsEmpty && !b.IsEmpty)
        {
            int runA = Run(a), runB = Run(b);
            var order = runA > 0 && runB > 0 ? CompareNumbers(a[..runA], b[..runB]) : a[0].CompareTo(b[0]);
            if (order != 0)
            {
                return order;
            }

            (runA, runB) = runA > 0 && runB > 0 ? (runA, runB) : (1, 1);
            a = a[runA..];
            b = b[runB..];
        }

        var rest = a.Length.CompareTo(b.Length);
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    private static int Run(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
