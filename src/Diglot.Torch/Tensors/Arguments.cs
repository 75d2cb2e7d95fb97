namespace Diglot.Torch.Tensors;

/// <summary>Checks of arguments, with messages that name what is allowed.</summary>
internal static class Arguments
{
    /// <summary>One of a few words, or an error that suggests the nearest.</summary>
    public static string OneOf(string value, string argument, params ReadOnlySpan<string> allowed)
    {
        if (allowed.Contains(value))
        {
            return value;
        }

        var nearest = allowed.ToArray().MinBy(word => Distance(word, value))!;
        var suggestion = Distance(nearest, value) <= Math.Max(2, nearest.Length / 3) ? $" Did you mean '{nearest}'?" : string.Empty;
        throw new ArgumentException($"{argument} must be one of {string.Join(", ", allowed.ToArray().Select(static word => $"'{word}'"))}; received '{value}'.{suggestion}", argument);
    }

    public static int Positive(int value, string argument)
        => value > 0 ? value : throw new ArgumentException($"{argument} must be a positive whole number; received {value}.", argument);

    /// <summary>Inputs of poolings: channels and positions, with or without a batch.</summary>
    public static void Poolable(Tensor input, int axes)
    {
        if (input.Rank != axes + 1 && input.Rank != axes + 2)
        {
            throw new ArgumentException($"Expected {axes + 1}D or {axes + 2}D (batch mode) tensor for pooling, but got input of size: {new Size(input.Shape)}", nameof(input));
        }
    }

    public static double Probability(double value)
        => value is >= 0 and <= 1 ? value : throw new ArgumentException($"dropout probability has to be between 0 and 1, but got {PythonText.Of(value)}", "p");

    /// <summary>Number of changed letters that make one word the other.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[b.Length];
    }
}
