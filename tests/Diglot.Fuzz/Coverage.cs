using System.Numerics;

namespace Diglot.Fuzz;

/// <summary>Which branches were taken how often so far; counts are put in eight classes (1, 2, 3, 4-7, 8-15, …), as afl does.</summary>
internal sealed class Coverage
{
    private readonly byte[] seen = new byte[Instrumentation.MapLength];

    public int Branches => seen.Count(static classes => classes != 0);

    /// <summary>Whether the last run did something new; clears the counters.</summary>
    public bool Take()
    {
        var map = Instrumentation.Map;
        var isNew = false;
        for (var at = map.IndexOfAnyExcept((byte)0); at >= 0;)
        {
            var bit = (byte)(1 << (map[at] switch { 1 => 0, 2 => 1, 3 => 2, var count => BitOperations.Log2(count) + 1 } & 7));
            if ((seen[at] & bit) == 0)
            {
                seen[at] |= bit;
                isNew = true;
            }

            var next = map[(at + 1)..].IndexOfAnyExcept((byte)0);
            at = next < 0 ? -1 : at + 1 + next;
        }

        map.Clear();
        return isNew;
    }
}
