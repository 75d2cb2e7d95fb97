namespace Diglot.Keras.Utils;

/// <summary>Arguments that name one of a few things: a wrong name is answered with the right ones, as a compiler would.</summary>
internal static class Choices
{
    /// <summary>Gives the value back if it is allowed.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static string Require(string argument, string value, params ReadOnlySpan<string> allowed)
        => allowed.Contains(value) ? value : throw new ArgumentException(
            $"{argument} must be one of {string.Join(", ", allowed.ToArray().Select(static name => $"'{name}'"))}; received '{value}'.{Suggest(value, allowed.ToArray(), few: true)}", argument);

    /// <summary>A sentence that proposes the nearest name, or lists what there is.</summary>
    public static string Suggest(string name, IEnumerable<string> names, bool few = false)
    {
        var known = names.Distinct().ToArray();
        var nearest = known.MinBy(other => Distance(name.ToLowerInvariant(), other.ToLowerInvariant()));
        if (nearest is not null && Distance(name.ToLowerInvariant(), nearest.ToLowerInvariant()) <= Math.Max(2, name.Length / 3))
        {
            return $" Did you mean '{nearest}'?";
        }

        return few || known.Length == 0 ? "" : $" There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>How many letters must be inserted, removed or exchanged to turn one word into the other.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[^1];
    }
}
