namespace Diglot.Conversion.Passes;

/// <summary>The end of a classifier: Keras's losses take probabilities, PyTorch's take logits. Says which it is, and leaves the last function out if asked to.</summary>
internal static class HeadPass
{
    /// <summary>The graph with its head as it is, or without it.</summary>
    public static NetworkGraph Run(NetworkGraph graph, bool logits, List<ConversionNote> notes)
    {
        var heads = graph.Outputs.Select(static output => output.Producer).Where(static node => node?.Layer is Softmax or Activation { Function: ActivationFunction.Sigmoid }).Distinct().ToArray();
        foreach (var head in heads)
        {
            var isSoftmax = head!.Layer is Softmax;
            var (name, loss) = isSoftmax ? ("softmax", "nn.CrossEntropyLoss") : ("sigmoid", "nn.BCEWithLogitsLoss");
            notes.Add(new(NoteKind.Differs, head.Path, logits
                ? $"The {name} at the end was left out: the network gives logits, for {loss}. Apply torch.{name} to get probabilities."
                : $"The network ends in {name} and gives probabilities. {loss} wants logits: train with the logits option, or with {(isSoftmax ? "nn.NLLLoss on torch.log(p)" : "nn.BCELoss")}."));
        }

        if (!logits || heads.Length == 0)
        {
            return graph;
        }

        Value Before(Value output) => heads.Contains(output.Producer) ? output.Producer!.Input : output;
        var outputs = graph.Outputs.Select(Before).ToArray();
        return graph with { Outputs = outputs, Nodes = [.. graph.Nodes.Where(node => !heads.Contains(node) || graph.Consumers(node.Output).Any())] };
    }
}
