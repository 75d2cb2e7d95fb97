namespace Diglot.Autograd.Tape;

/// <summary>Goes through the tape from results to leaves.</summary>
internal static class BackwardPass
{
    [ThreadStatic]
    private static PriorityQueue<GradientNode, long>? _spare;

    /// <summary>Computes gradients of the sum over <c>roots · gradients</c>.</summary>
    /// <param name="roots">Where to start.</param>
    /// <param name="gradients">One for each root.</param>
    /// <param name="retainGraph">Keep the tape for another pass.</param>
    /// <param name="createGraph">Record the gradient computation itself.</param>
    /// <param name="targets">Null: add to every leaf's <see cref="Tensor.Grad"/>. Else: return the gradients of these tensors and leave the leaves alone.</param>
    /// <param name="stopAtTargets">Do not go beyond the targets (none of them depends on another).</param>
    public static Tensor?[] Run(
        ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor> gradients, bool retainGraph, bool createGraph, Tensor[]? targets = null, bool stopAtTargets = false)
    {
        var queue = _spare ?? new();
        _spare = null;
        var found = new Tensor?[targets?.Length ?? 0];
        using var mode = GradientMode.Set(createGraph);
        try
        {
            for (var i = 0; i < roots.Length; i++)
            {
                Send(queue, roots[i].GradientEdge, gradients[i]);
            }

            Span<Tensor?> few = new Tensor?[4];
            while (queue.TryDequeue(out var node, out _))
            {
                if (targets is not null)
                {
                    if ((Collect(node, targets, found) && stopAtTargets) || node is AccumulateGradient)
                    {
                        node.Forget();
                        continue;
                    }
                }

                var edges = node.Inputs;
                var inputGradients = edges.Length <= few.Length ? few[..edges.Length] : new Tensor?[edges.Length];
                inputGradients.Clear();
                node.Run(inputGradients, keep: retainGraph || node is AccumulateGradient);
                for (var i = 0; i < edges.Length; i++)
                {
                    if (inputGradients[i] is { } gradient && edges[i].Node is not null)
                    {
                        Send(queue, edges[i], gradient);
                    }
                }
            }
        }
        finally
        {
            while (queue.TryDequeue(out var left, out _))
            {
                left.Forget();
            }

            _spare = queue;
        }

        return found;
    }

    private static void Send(PriorityQueue<GradientNode, long> queue, Edge edge, Tensor gradient)
    {
        if (edge.Node is not { } node)
        {
            return;
        }

        if (!node.HasReceived)
        {
            queue.Enqueue(node, -node.Sequence);
        }

        node.Receive(edge.Output, gradient);
    }

    private static bool Collect(GradientNode node, Tensor[] targets, Tensor?[] found)
    {
        var any = false;
        for (var i = 0; i < targets.Length; i++)
        {
            var edge = targets[i].GradientEdge;
            if (edge.Node == node)
            {
                found[i] = node.Received(edge.Output);
                any = true;
            }
        }

        return any;
    }
}
