namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>What is known of a value of an ONNX graph before the network runs.</summary>
internal abstract record OnnxKnown
{
    /// <summary>It follows from the network's inputs.</summary>
    public sealed record Computed(Value Value) : OnnxKnown;

    /// <summary>It is fixed.</summary>
    /// <param name="Name">The initializer, or the value that it was computed as.</param>
    /// <param name="Source">Its elements.</param>
    public sealed record Fixed(string Name, ArraySource Source) : OnnxKnown
    {
        public Tensor Tensor => new(Source.Read());

        public int Rank => Source.Shape.Count;

        public long Length => Source.Shape.Aggregate(1L, static (product, length) => product * length);
    }

    /// <summary>Whole numbers that hold the size of the batch: parts of shapes.</summary>
    /// <param name="Numbers">The numbers.</param>
    /// <param name="IsList">Whether they are a list; otherwise it is one number.</param>
    public sealed record Lengths(IReadOnlyList<OnnxLength> Numbers, bool IsList) : OnnxKnown;

    /// <summary>Nothing: a node that was not understood gives it, or one behind such a node. A network that needs it is refused.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Nothing(ConversionRefusedException Refusal) : OnnxKnown;
}
