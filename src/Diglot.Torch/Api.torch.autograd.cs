namespace Diglot.Torch;

public static partial class Api
{
    public static partial class torch
    {
        /// <summary>Gradients asked for by name: PyTorch's <c>torch.autograd</c> (https://docs.pytorch.org/docs/stable/autograd.html).</summary>
        public static class autograd
        {
            /// <summary>
            /// ∂(Σ outputs · grad_outputs) / ∂inputs, given back instead of added to <c>.grad</c>
            /// (https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html).
            /// </summary>
            /// <param name="outputs">What to differentiate.</param>
            /// <param name="inputs">With respect to what; leaves or results on the way.</param>
            /// <param name="grad_outputs">One gradient for each output; may be left out (or null) for outputs of one element.</param>
            /// <param name="retain_graph">Keep the graph for another pass; by default as <paramref name="create_graph"/>.</param>
            /// <param name="create_graph">Record the pass itself, so that its result can be differentiated again.</param>
            /// <param name="allow_unused">Give null for an input that no output depends on, instead of an error.</param>
            /// <returns>One gradient for each input.</returns>
            /// <exception cref="InvalidOperationException">An input does not require gradients, or no output depends on it and <paramref name="allow_unused"/> is false.</exception>
            public static Tensor[] grad(
                Tensor[] outputs, Tensor[] inputs, Tensor?[]? grad_outputs = null, bool? retain_graph = null, bool create_graph = false, bool allow_unused = false)
            {
                ArgumentNullException.ThrowIfNull(outputs);
                ArgumentNullException.ThrowIfNull(inputs);
                if (grad_outputs is not null && grad_outputs.Length != outputs.Length)
                {
                    throw new ArgumentException($"grad_outputs has one gradient for each output: expected {outputs.Length}, received {grad_outputs.Length}.", nameof(grad_outputs));
                }

                for (var i = 0; i < inputs.Length; i++)
                {
                    if (!inputs[i].RequiresGrad)
                    {
                        throw new InvalidOperationException($"One of the differentiated tensors does not require grad: inputs[{i}]. Call requires_grad_() on it before it is used.");
                    }
                }

                var found = Tensor.Gradients(outputs, inputs, grad_outputs ?? [], retain_graph, create_graph);
                var unused = Array.IndexOf(found, null);
                if (unused >= 0 && !allow_unused)
                {
                    throw new InvalidOperationException(
                        $"One of the differentiated tensors appears not to have been used in the graph: inputs[{unused}]. Pass allow_unused: true to get null for it.");
                }

                return found!;
            }

            /// <inheritdoc cref="grad(Tensor[], Tensor[], Tensor?[], bool?, bool, bool)"/>
            public static Tensor[] grad(
                Tensor outputs, Tensor[] inputs, Tensor? grad_outputs = null, bool? retain_graph = null, bool create_graph = false, bool allow_unused = false)
                => grad([outputs], inputs, [grad_outputs], retain_graph, create_graph, allow_unused);

            /// <inheritdoc cref="grad(Tensor[], Tensor[], Tensor?[], bool?, bool, bool)"/>
            public static Tensor[] grad(
                Tensor outputs, Tensor inputs, Tensor? grad_outputs = null, bool? retain_graph = null, bool create_graph = false, bool allow_unused = false)
                => grad([outputs], [inputs], [grad_outputs], retain_graph, create_graph, allow_unused);
        }
    }
}
