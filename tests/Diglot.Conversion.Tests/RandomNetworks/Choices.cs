namespace Diglot.Conversion.Tests.RandomNetworks;

/// <summary>Decisions read from bytes: fewer and smaller bytes make a simpler network, so that a generator of bytes shrinks networks. Behind the end all decisions are 0.</summary>
internal sealed class Choices(byte[] bytes)
{
    private int _next;

    /// <summary>A number from 0 to below a count.</summary>
    public int Below(int count) => count <= 1 || _next >= bytes.Length ? 0 : bytes[_next++] % count;

    /// <summary>A number between two, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>Whether something rather rare happens: once in so many times.</summary>
    public bool OnceIn(int times) => Below(times) == times - 1;

    /// <summary>One of several; the first is the simplest.</summary>
    public T Of<T>(params ReadOnlySpan<T> several) => several[Below(several.Length)];

    /// <summary>An order of the numbers from 0 to below a count.</summary>
    public int[] Order(int count)
    {
        var left = Enumerable.Range(0, count).ToList();
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var place = Below(left.Count);
            var taken = left[place];
            left.RemoveAt(place);
            return taken;
        })];
    }
}
