using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers;

/// <content>Making the weights, and shapes before there is data.</content>
public abstract partial class Layer
{
    /// <summary>The shapes that the layer was built for.</summary>
    internal Nest<PartialShape>? BuildShapes { get; private set; }

    /// <summary>Makes the weights for inputs of this shape (batch axis included), if that was not done yet.</summary>
    public void build(PartialShape input_shape) => EnsureBuilt((Nest<PartialShape>)input_shape);

    /// <summary>The shape of the result for inputs of this shape, batch axis included.</summary>
    public PartialShape compute_output_shape(PartialShape input_shape) => ComputeOutputShapes((Nest<PartialShape>)input_shape).Single;

    /// <summary>The shape of the result for several inputs.</summary>
    public PartialShape compute_output_shape(PartialShape[] input_shapes) => ComputeOutputShapes((Nest<PartialShape>)input_shapes).Single;

    internal void EnsureBuilt(Nest<PartialShape> shapes)
    {
        if (built)
        {
            return;
        }

        using var scope = NameScope.Enter(name, this);
        Build(shapes);
        BuildShapes = shapes;
        built = true;
    }

    /// <summary>Makes the weights, for layers with several inputs.</summary>
    protected virtual void Build(Nest<PartialShape> shapes)
    {
        if (shapes.IsItem)
        {
            Build(shapes.Single);
        }
    }

    /// <summary>Makes the weights.</summary>
    /// <param name="inputShape">Shape of the input, batch axis included.</param>
    protected virtual void Build(PartialShape inputShape)
    {
    }

    /// <summary>The shapes of the results, for layers with several inputs or results.</summary>
    protected internal virtual Nest<PartialShape> ComputeOutputShapes(Nest<PartialShape> shapes) => ComputeOutputShape(shapes.Single);

    /// <summary>
    /// The shape of the result. Layers of one's own need not give it: the layer is then tried on zeros of two batch lengths.
    /// </summary>
    protected virtual PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        using var quiet = Autograd.Tape.GradientMode.Disable();
        EnsureBuilt(inputShape);
        var (two, three) = (Try(2), Try(3));
        return two.Rank == three.Rank
            ? PartialShape.Create(two.Zip(three, static (a, b) => a == b ? (int?)a : null).ToArray())
            : throw new InvalidOperationException($"{Where} gives results of different rank for different lengths of an unknown axis: {two} and {three}.");

        Shape Try(int unknown) => Call(Tensor.Zeros(inputShape.Fill(unknown), dtype_policy.ComputeType), false).Shape;
    }

    /// <summary>The length of an axis that weights depend on.</summary>
    /// <exception cref="ArgumentException">It is unknown.</exception>
    private protected int KnownLength(PartialShape shape, int axis)
        => -shape.Rank <= axis && axis < shape.Rank && shape[axis] is { } length ? length : throw new ArgumentException(
            $"{Where} needs to know the length of axis {axis} of its input; received shape {shape}. Give the whole shape, for example to keras.Input.");

    private protected InvalidOperationException NotBuilt() => new($"{Where} has no weights yet: call it on data, or build it with an input shape.");

    /// <summary>Refuses inputs with another number of axes.</summary>
    private protected void RequireRank(PartialShape shape, int rank)
    {
        if (shape.Rank != rank)
        {
            throw new ArgumentException($"{Where} takes inputs with {rank} axes, batch included; received shape {shape}.");
        }
    }
}
