using System.Text.RegularExpressions;

namespace Diglot.Keras.Utils;

/// <summary>Names for what the user did not name: <c>conv2d</c>, <c>conv2d_1</c> …, counted for each class until <c>clear_session</c>.</summary>
internal static partial class AutoNames
{
    private static readonly Dictionary<string, int> Counts = [];

    /// <summary>The next free name of a class.</summary>
    public static string Next(string className)
    {
        var prefix = SnakeCase(className);
        lock (Counts)
        {
            var count = Counts.GetValueOrDefault(prefix);
            Counts[prefix] = count + 1;
            return count == 0 ? prefix : $"{prefix}_{count}";
        }
    }

    /// <summary>Starts all counts anew.</summary>
    public static void Clear()
    {
        lock (Counts)
        {
            Counts.Clear();
        }
    }

    /// <summary><c>AveragePooling2D</c> to <c>average_pooling2d</c>, by the two replacements that Keras makes.</summary>
    public static string SnakeCase(string name)
        => LowerThenUpper().Replace(AnyThenWord().Replace(NoWord().Replace(name, ""), "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex(@"\W+")]
    private static partial Regex NoWord();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex AnyThenWord();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerThenUpper();
}
