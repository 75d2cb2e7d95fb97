namespace Diglot.Graph.Weights;

/// <summary>One step from a stored array to the array that is wanted. Steps keep every element, so the same steps map gradients and optimizer slots.</summary>
public abstract record WeightOperation
{
    /// <summary>The shape after the step.</summary>
    public abstract IReadOnlyList<int> Result(IReadOnlyList<int> shape);

    /// <summary>The step that undoes this one on an array of this shape (the shape before this step).</summary>
    public abstract WeightOperation Inverse(IReadOnlyList<int> shape);

    /// <summary>The step as NumPy would write it: <c>permute(3, 2, 0, 1)</c>.</summary>
    public abstract string Text { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Text;
}
