using Diglot.Tensors.Kernels.Convolution;

namespace Diglot.Tensors.Kernels.Chains;

/// <summary>A dense layer and its activation on two blocks of images at once: the blocks are the "pixels" of the broadcast tiles.</summary>
internal sealed class DenseStage<T> where T : unmanaged
{
    private static readonly Tap[][] Whole = [[new Tap(0, 0)]];

    public DenseStage(int features, int units, int parameter, WeightOrder order, nint blockLength, nint gradientBlockLength)
    {
        (Features, Units, Parameter) = (features, units, parameter);
        OutFirst = order == WeightOrder.OutFirst;
        Forward = Passes(units, features, blockLength);
        Gradient = Passes(features, units, gradientBlockLength);
        RowTiles = TileChoice.Split(OutFirst ? units : features, Math.Min(TileTable<T>.MostChannels, Lanes.Count<T>()));
    }

    public int Features { get; }
    public int Units { get; }

    /// <summary>Index of the weights among the chain's parameters; the bias follows. −1: no layer, the activation alone.</summary>
    public int Parameter { get; }

    public ActivationKind Activation { get; set; }

    public bool OutFirst { get; }
    public nint OutStride => OutFirst ? Features : 1;
    public nint InStride => OutFirst ? 1 : Units;

    /// <summary>The forward pass on one block and on two.</summary>
    public LanePass<T>[] Forward { get; }

    /// <summary>The input gradient on one block and on two.</summary>
    public LanePass<T>[] Gradient { get; }

    /// <summary>
    /// The weight gradient is one product over the whole batch, of the matrix whose features are the weights' rows, cut into these tiles
    /// ([tile][image][row]), and the one whose features are their columns, in panels of one vector ([panel][image][lanes]).
    /// </summary>
    public int[] RowTiles { get; }

    public int Rows => OutFirst ? Units : Features;
    public int Columns => OutFirst ? Features : Units;

    public nint InputOffset { get; set; }
    public nint OutputOffset { get; set; }
    public nint InputGradientOffset { get; set; }
    public nint OutputGradientOffset { get; set; }
    public nint ForwardPacked { get; set; }
    public nint GradientPacked { get; set; }

    /// <summary>Elements for one image among the row tiles, and among the panels, that come before this layer's.</summary>
    public nint RowsBefore { get; set; }
    public nint ColumnsBefore { get; set; }

    private static LanePass<T>[] Passes(int channels, int sources, nint blockLength)
    {
        var passes = new LanePass<T>[2];
        for (int blocks = 1; blocks <= 2; blocks++)
        {
            passes[blocks - 1] = new LanePass<T>(channels, sources, blocks, Whole, null, TileTable<T>.MostChannels);
            passes[blocks - 1].Place([0], blockLength, blockLength);
        }
        return passes;
    }
}
