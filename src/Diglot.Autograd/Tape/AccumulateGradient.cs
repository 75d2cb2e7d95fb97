namespace Diglot.Autograd.Tape;

/// <summary>The end of the tape: adds what arrives to a leaf's <see cref="Tensor.Grad"/>.</summary>
internal sealed class AccumulateGradient(Tensor leaf) : GradientNode(leaf: true)
{
    public override string Name => "AccumulateGrad";

    internal Tensor Leaf { get; } = leaf;

    protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
    {
        var gradient = Leaf.RunHooks(outputGradients[0]!);
        if (Leaf.Grad is null)
        {
            // A rule may hand the same array to several inputs, so the leaf gets one of its own, unless it stays part of a graph.
            var keeps = gradient.RequiresGrad || (gradient.IsUnshared && !Leaf.HasHooks);
            gradient.IsUnshared = false;
            Leaf.Grad = keeps ? gradient : new Tensor(gradient.Data.Copy());
        }
        else if (gradient.RequiresGrad || Leaf.Grad.RequiresGrad)
        {
            Leaf.Grad = Leaf.Grad + gradient;
        }
        else
        {
            Leaf.Grad.Data.AddInPlace(gradient.Data);
        }
    }
}
