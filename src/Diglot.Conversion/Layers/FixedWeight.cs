namespace Diglot.Conversion.Layers;

/// <summary>A weight that one framework has and the other does not: a constant that training leaves alone.</summary>
internal static class FixedWeight
{
    public static Weight Of(Node node, string key, double value, int[] shape, DType type) => new($"{node.Path}:{key}", new MemorySource(NDArray.Full(shape, value, type)), isTrainable: false);
}
