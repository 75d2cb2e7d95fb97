namespace Diglot.Cli.Errors;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Suggestion
{
    /// <summary><c> Did you mean 'x'?</c> for the nearest allowed word, or nothing when none is near.</summary>
    public static string For(string word, IEnumerable<string> allowed)
    {
        var nearest = allowed.Select(candidate => (candidate, Distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(entry => entry.Distance).FirstOrDefault();
        return nearest.candidate is not null && nearest.Distance <= Tolerance(word) ? $" Did you mean '{nearest.candidate}'?" : "";
    }

    // Two slips in a word, one swapped pair among them, are a slip of the hand; two in a very short word make another word.
    private static int Tolerance(string word) => word.Length <= 3 ? 0 : Math.Max(2, word.Length / 3);

    // Levenshtein distance: insertions, deletions and replacements of one character.
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
