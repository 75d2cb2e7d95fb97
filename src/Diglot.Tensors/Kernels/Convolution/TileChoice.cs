namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>How a loop over channels and pixels is cut into register tiles.</summary>
internal static class TileChoice
{
    private static readonly (int A, int B)[] Broadcasts = [(6, 2), (4, 3), (3, 4), (5, 2), (1, 8)];
    private static readonly (int A, int B)[] Products = [(6, 2), (4, 3), (5, 2)];

    /// <summary>Largest tile for <paramref name="channels"/> x <paramref name="pixels"/> that wastes least.</summary>
    public static (int Channels, int Pixels) Broadcast(int channels, int pixels) => Best(Broadcasts, channels, pixels).Tile;

    /// <summary>Largest product tile for <paramref name="a"/> x <paramref name="b"/> channels, and its cost in cycles.</summary>
    public static ((int A, int B) Tile, double Cycles) Product(int a, int b) => Best(Products, a, b);

    /// <summary>Cuts <paramref name="total"/> into the fewest pieces of at most <paramref name="most"/>, as even as possible.</summary>
    public static int[] Split(int total, int most)
    {
        int pieces = (total + most - 1) / most;
        var sizes = new int[pieces];
        for (int i = 0; i < pieces; i++) { sizes[i] = (total / pieces) + (i < total % pieces ? 1 : 0); }
        return sizes;
    }

    /// <summary>As <see cref="Split"/>, for pixels: pieces of 8 first where <paramref name="most"/> is 8 (there are no tiles of 5 to 7 pixels).</summary>
    public static int[] SplitPixels(int total, int most) =>
        most <= 4 ? Split(total, most) : [.. Enumerable.Repeat(8, total / 8), .. Split(total % 8, 4)];

    private static ((int A, int B) Tile, double Cycles) Best((int A, int B)[] candidates, int a, int b)
    {
        var best = candidates[0];
        double least = double.MaxValue;
        foreach (var candidate in candidates)
        {
            double cost = 0;
            foreach (int x in Split(a, candidate.A))
            {
                foreach (int y in SplitPixels(b, candidate.B)) { cost += Cycles(x, y); }
            }
            if (cost < least - 1e-9) { (best, least) = (candidate, cost); }
        }
        return (best, least);
    }

    /// <summary>Cycles of one step: two FMAs a cycle, at least four for their latency, two loads a cycle; a little for the tile's own start and end.</summary>
    private static double Cycles(int a, int b) => Math.Max(Math.Max(a * b / 2.0, 4), (a + b) / 2.0) + 0.1;
}
