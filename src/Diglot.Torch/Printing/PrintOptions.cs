using System.Runtime.CompilerServices;

namespace Diglot.Torch.Printing;

/// <summary>How tensors print: <c>torch.set_printoptions</c>.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.set_printoptions.html.</remarks>
[Face("torch")]
public static class PrintOptions
{
    internal static int Precision { get; private set; } = 4;

    internal static double Threshold { get; private set; } = 1000;

    internal static int EdgeItems { get; private set; } = 3;

    internal static int LineWidth { get; private set; } = 80;

    internal static bool? Scientific { get; private set; }

    /// <summary>Sets how tensors print; what is left out stays as it is.</summary>
    /// <param name="precision">Digits after the point; 4 at first.</param>
    /// <param name="threshold">More elements than this are shown in part; 1000 at first.</param>
    /// <param name="edgeitems">Elements shown at the beginning and end of each axis shown in part; 3 at first.</param>
    /// <param name="linewidth">Characters in a line; 80 at first.</param>
    /// <param name="profile">Sets all others first: <c>default</c>, <c>short</c> (2 digits, 2 elements) or <c>full</c> (all elements).</param>
    /// <param name="sci_mode">Whether numbers are written with a power of ten; null lets their sizes decide.</param>
    /// <exception cref="ArgumentException">Another profile.</exception>
    public static void set_printoptions(int? precision = null, double? threshold = null, int? edgeitems = null, int? linewidth = null, string? profile = null, bool? sci_mode = null)
    {
        if (profile is not null)
        {
            (Precision, Threshold, EdgeItems, LineWidth) = Arguments.OneOf(profile, nameof(profile), "default", "short", "full") switch
            {
                "short" => (2, 1000, 2, 80),
                "full" => (4, double.PositiveInfinity, 3, 80),
                _ => (4, 1000, 3, 80),
            };
        }

        (Precision, Threshold, EdgeItems, LineWidth) = (precision ?? Precision, threshold ?? Threshold, edgeitems ?? EdgeItems, linewidth ?? LineWidth);
        Scientific = sci_mode;
    }

#pragma warning disable CA2255 // The face sets how the tensor type that it shares with others prints, once, when its library is loaded.
    [ModuleInitializer]
    internal static void Begin() => Tensor.Printer ??= TensorText.Of;
#pragma warning restore CA2255
}
