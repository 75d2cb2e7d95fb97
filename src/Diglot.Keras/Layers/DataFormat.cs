using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers;

/// <summary>Where images have their channel axis: last (N, H, W, C), Keras's default, or first (N, C, H, W), as PyTorch has it.</summary>
internal static class DataFormat
{
    /// <summary>The name of the layout, <c>"channels_last"</c> if none is given.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static string Standard(string? name) => Choices.Require("data_format", name ?? "channels_last", "channels_last", "channels_first");

    /// <summary>A channels-first tensor with its channels last; a view.</summary>
    public static Tensor ChannelsLast(Tensor x) => x.Permute([0, .. Enumerable.Range(2, x.Rank - 2), 1]);

    /// <summary>A channels-last tensor with its channels first; a view.</summary>
    public static Tensor ChannelsFirst(Tensor x) => x.Permute([0, x.Rank - 1, .. Enumerable.Range(1, x.Rank - 2)]);

    /// <summary>The axes of height, width and so on.</summary>
    public static int[] SpatialAxes(string dataFormat, int rank) => [.. Enumerable.Range(dataFormat == "channels_first" ? 2 : 1, rank - 2)];

    /// <summary>The channel axis.</summary>
    public static int ChannelAxis(string dataFormat, int rank) => dataFormat == "channels_first" ? 1 : rank - 1;
}
