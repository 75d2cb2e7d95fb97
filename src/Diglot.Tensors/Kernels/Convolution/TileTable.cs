namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>The compiled register tiles by size, and which sizes suit a loop.</summary>
internal static unsafe class TileTable<T> where T : unmanaged
{
    public const int MostChannels = 6;

    /// <summary>The broadcast tile of <paramref name="channels"/> x <paramref name="pixels"/>.</summary>
    public static delegate*<TileCall<T>*, void> Broadcast(int channels, int pixels) => (channels, pixels) switch
    {
        (1, 1) => &Tile6x2.Run<T, One, One>,
        (2, 1) => &Tile6x2.Run<T, Two, One>,
        (3, 1) => &Tile6x2.Run<T, Three, One>,
        (4, 1) => &Tile6x2.Run<T, Four, One>,
        (5, 1) => &Tile6x2.Run<T, Five, One>,
        (6, 1) => &Tile6x2.Run<T, Six, One>,
        (1, 2) => &Tile6x2.Run<T, One, Two>,
        (2, 2) => &Tile6x2.Run<T, Two, Two>,
        (3, 2) => &Tile6x2.Run<T, Three, Two>,
        (4, 2) => &Tile6x2.Run<T, Four, Two>,
        (5, 2) => &Tile6x2.Run<T, Five, Two>,
        (6, 2) => &Tile6x2.Run<T, Six, Two>,
        (1, 3) => &Tile4x3.Run<T, One, Three>,
        (2, 3) => &Tile4x3.Run<T, Two, Three>,
        (3, 3) => &Tile4x3.Run<T, Three, Three>,
        (4, 3) => &Tile4x3.Run<T, Four, Three>,
        (1, 4) => &Tile3x4.Run<T, One, Four>,
        (2, 4) => &Tile3x4.Run<T, Two, Four>,
        (3, 4) => &Tile3x4.Run<T, Three, Four>,
        (1, 8) => &Tile1x8.Run<T, Eight>,
        _ => throw new ArgumentOutOfRangeException(nameof(channels), $"no tile of {channels} x {pixels}"),
    };

    /// <summary>The product tile of <paramref name="a"/> x <paramref name="b"/>.</summary>
    public static delegate*<ProductCall<T>*, void> Product(int a, int b) => (a, b) switch
    {
        (1, 1) => &Product6x2.Run<T, One, One>,
        (2, 1) => &Product6x2.Run<T, Two, One>,
        (3, 1) => &Product6x2.Run<T, Three, One>,
        (4, 1) => &Product6x2.Run<T, Four, One>,
        (5, 1) => &Product6x2.Run<T, Five, One>,
        (6, 1) => &Product6x2.Run<T, Six, One>,
        (1, 2) => &Product6x2.Run<T, One, Two>,
        (2, 2) => &Product6x2.Run<T, Two, Two>,
        (3, 2) => &Product6x2.Run<T, Three, Two>,
        (4, 2) => &Product6x2.Run<T, Four, Two>,
        (5, 2) => &Product6x2.Run<T, Five, Two>,
        (6, 2) => &Product6x2.Run<T, Six, Two>,
        (1, 3) => &Product4x3.Run<T, One, Three>,
        (2, 3) => &Product4x3.Run<T, Two, Three>,
        (3, 3) => &Product4x3.Run<T, Three, Three>,
        (4, 3) => &Product4x3.Run<T, Four, Three>,
        _ => throw new ArgumentOutOfRangeException(nameof(a), $"no product tile of {a} x {b}"),
    };
}
