using System.Text.RegularExpressions;

namespace Diglot.Cli.Inspection;

/// <summary>Matches the names of two files: by name first, then without prefixes of wrappers, then by position among those of one kind.</summary>
internal static partial class NameMatching
{
    /// <summary>The pairs, in the order of A. A kind is a class, or a type and shape.</summary>
    public static IReadOnlyList<NameMatch> Between(IEnumerable<(string Name, string Kind)> a, IEnumerable<(string Name, string Kind)> b)
    {
        var (left, right) = (a.ToList(), b.ToList());
        var order = left.Select(static entry => entry.Name).ToList();
        var matches = new List<NameMatch>();
        Take(MatchedBy.Name, static entry => entry.Name);
        Take(MatchedBy.Prefix, static entry => Bare(entry.Name));
        Take(MatchedBy.Position, static entry => $"{WithoutCounters(Bare(entry.Name))} {entry.Kind}");
        var places = order.Index().ToDictionary(static entry => entry.Item, static entry => entry.Index);
        return [.. matches.OrderBy(match => places[match.A])];

        void Take(MatchedBy by, Func<(string Name, string Kind), string> key)
        {
            var others = right.GroupBy(key).ToDictionary(static group => group.Key, static group => new Queue<(string Name, string Kind)>(group));
            foreach (var entry in left.ToArray())
            {
                if (others.TryGetValue(key(entry), out var candidates) && candidates.TryDequeue(out var other))
                {
                    matches.Add(new(entry.Name, other.Name, by));
                }
            }

            var (mine, theirs) = (matches.Select(static match => match.A).ToHashSet(), matches.Select(static match => match.B).ToHashSet());
            left.RemoveAll(entry => mine.Contains(entry.Name));
            right.RemoveAll(entry => theirs.Contains(entry.Name));
        }
    }

    [GeneratedRegex(@"^(?:(?:module|_orig_mod|model|network|net)\.|(?:sequential|functional|model)(?:_\d+)?/)+")]
    private static partial Regex Wrappers { get; }

    [GeneratedRegex(@"_\d+(?=[/:]|$)")]
    private static partial Regex Counters { get; }

    private static string Bare(string name) => Wrappers.Replace(name, "").Replace("._orig_mod.", ".", StringComparison.Ordinal);

    // Keras counts the names that it gives; the members of a PyTorch class are named by its author.
    private static string WithoutCounters(string name) => name.Contains('.') ? name : Counters.Replace(name, "");
}
