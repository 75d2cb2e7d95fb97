namespace Diglot.Conversion.Source;

/// <summary>
/// The steps of a network as lines of a program, with variables as one chooses them by hand: <c>x</c> goes through the network, and a branch
/// is called after its last layer until it joins the others.
/// </summary>
/// <param name="Lines">The lines in order.</param>
/// <param name="Inputs">Variables of the network's inputs.</param>
/// <param name="Outputs">Variables of the network's outputs.</param>
internal sealed record SourceLines<T>(IReadOnlyList<SourceLine<T>> Lines, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
    where T : ISourceStep
{
    /// <summary>Whether the last line gives the only output, so that it can be returned at once.</summary>
    public bool EndsInOutput => Outputs.Count == 1 && Lines.Count > 0 && Lines[^1].Output == Outputs[0];

    /// <summary>Arranges steps.</summary>
    /// <param name="graph">The network that they compute.</param>
    /// <param name="steps">The steps in an order in which they can be computed.</param>
    /// <param name="reserved">Names that no variable may have.</param>
    /// <param name="keepsInputs">Whether the inputs' variables are needed at the end, as <c>keras.Model(inputs, outputs)</c> needs them.</param>
    /// <param name="joins">Whether a step stands on one line with those before it.</param>
    public static SourceLines<T> Of(NetworkGraph graph, IReadOnlyList<T> steps, IEnumerable<string> reserved, bool keepsInputs, Func<IReadOnlyList<T>, T, bool> joins)
    {
        var names = new VariableNames(steps.SelectMany(static step => step.Inputs).Concat(graph.Outputs).Concat(keepsInputs ? graph.Inputs : []), reserved);
        var inputs = graph.Inputs.Select(input => names.Declare(input, graph.Inputs.Count > 1 ? input.Name : keepsInputs ? "inputs" : "x")).ToArray();
        var lines = new List<SourceLine<T>>();
        foreach (var chain in Chains(graph, steps, names))
        {
            var (first, end) = (chain[0], chain[^1].Output);
            var (taken, wasForked) = (first.Inputs.Select(names.Of).ToArray(), first.Inputs is [{ } one] && names.Uses(one) > (keepsInputs && graph.Inputs.Contains(one) ? 2 : 1));
            names.Free(first.Inputs);
            var merge = wasForked ? steps.FirstOrDefault(step => step.Inputs.Count > 1 && step.Inputs.Contains(end)) : default;
            var isOutput = graph.Outputs.Count > 1 && graph.Outputs.Contains(end);

            // A sum of two reads x = y + x; several branches are told apart by their layers.
            var wanted = isOutput || merge is { Inputs.Count: > 2 } ? chain[^1].Name
                : merge is not null && names.Left(first.Inputs[0]) > (keepsInputs && graph.Inputs.Contains(first.Inputs[0]) ? 1 : 0) ? "y"
                : first.Inputs.Count == 1 && !(keepsInputs && graph.Inputs.Contains(first.Inputs[0])) ? taken[0] : "x";
            var (name, isNew) = names.Assign(end, wanted, chain[^1].Name);
            var run = new List<T>();
            foreach (var step in chain)
            {
                if (run.Count > 0 && !joins(run, step))
                {
                    Add();
                }

                run.Add(step);
            }

            Add();
            void Add()
            {
                lines.Add(new(run, taken, name, isNew));
                (run, taken, isNew) = ([], [name], false);
            }
        }

        return new(lines, inputs, [.. graph.Outputs.Select(names.Of)]);
    }

    // Longest rows of steps whose results only the next one takes; a row can be computed in one go once its first inputs are there.
    private static List<List<T>> Chains(NetworkGraph graph, IReadOnlyList<T> steps, VariableNames names)
    {
        var chains = new List<List<T>>();
        var ends = new Dictionary<Value, List<T>>();
        foreach (var step in steps)
        {
            if (step.Inputs is not [{ } input] || names.Uses(input) > 1 || graph.Inputs.Contains(input) || !ends.Remove(input, out var chain))
            {
                chain = [];
                chains.Add(chain);
            }

            chain.Add(step);
            ends[step.Output] = chain;
        }

        return chains;
    }
}
