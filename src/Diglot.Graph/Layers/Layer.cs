using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>What a node computes, in no framework's words. Shapes count the batch axis as axis 0.</summary>
public abstract record Layer
{
    /// <summary>The kind's name for messages.</summary>
    public virtual string Kind => GetType().Name;

    /// <summary>Its weights, in the order in which a reader would name them.</summary>
    public virtual IReadOnlyList<Weight> Weights => [];

    /// <summary>The shape of the result.</summary>
    /// <exception cref="GraphException">Inputs of these shapes are not taken.</exception>
    public virtual ValueShape InferShape(IReadOnlyList<ValueShape> inputs) => inputs[0];

    /// <summary>The element type of the result.</summary>
    public virtual DType ResultType(DType input) => input;

    /// <summary>Whether each element of the result depends on the element at the same place alone, so that the order of axes does not matter.</summary>
    public virtual bool IsElementwise => false;

    /// <summary>The weights that there are, of some that may be absent.</summary>
    private protected static IReadOnlyList<Weight> Present(params ReadOnlySpan<Weight?> weights)
    {
        var present = new List<Weight>();
        foreach (var weight in weights)
        {
            if (weight is not null)
            {
                present.Add(weight);
            }
        }

        return present;
    }
}
