using Diglot.Keras.Layers;

namespace Diglot.Keras.Models;

/// <summary>The calls of a graph prepared for running: each tensor has a numbered place, each call knows its places.</summary>
internal sealed class GraphPlan
{
    private readonly Dictionary<KerasTensor, int> _place = [];
    private readonly int[] _outputs;
    private readonly int _inputs;
    private readonly Step[] _steps;
    private readonly (FusedCalls? Calls, int Covered)[] _fused;

    public GraphPlan(IReadOnlyList<Node> nodes, IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs)
    {
        foreach (var input in inputs)
        {
            _place.TryAdd(input, _place.Count);
        }

        _inputs = inputs.Count;
        var steps = new List<Step>();
        foreach (var node in nodes.Where(node => !node.IsInput && !node.Results.All(_place.ContainsKey)))
        {
            foreach (var result in node.Results)
            {
                _place.TryAdd(result, _place.Count);
            }

            // Most calls have one plain input and one result; they need no structures at run time.
            var isPlain = node.Arguments is { Positional: [{ IsItem: true }], Keywords.Count: 0 } && node.Outputs.IsItem;
            steps.Add(new(node, isPlain ? _place[node.Inputs[0]] : -1, [.. node.Results.Select(result => _place[result])]));
        }

        _steps = [.. steps];
        _outputs = [.. outputs.Select(output => _place[output])];
        _fused = Fuse();
    }

    /// <summary>Computes the outputs.</summary>
    public Tensor[] Run(Tensor[] inputs, bool training)
    {
        var values = Compute(inputs, training, fused: true);
        return [.. _outputs.Select(place => values[place])];
    }

    /// <summary>Computes everything in inference mode.</summary>
    public Dictionary<KerasTensor, Tensor> Trace(Tensor[] inputs)
    {
        var values = Compute(inputs, training: false, fused: false);
        return _place.ToDictionary(static pair => pair.Key, pair => values[pair.Value]);
    }

    /// <summary>Shapes of the outputs for other shapes of the inputs.</summary>
    public Nest<PartialShape> Shapes(IReadOnlyList<PartialShape> inputs, Nest<KerasTensor> outputs)
    {
        var shapes = new PartialShape[_place.Count];
        for (var i = 0; i < _inputs; i++)
        {
            shapes[i] = inputs[i];
        }

        foreach (var step in _steps)
        {
            var results = step.Node.Layer.ComputeOutputShapes(step.Node.Arguments.First.Map(symbol => shapes[_place[symbol]])).Flatten();
            for (var i = 0; i < results.Count; i++)
            {
                shapes[step.Results[i]] = results[i];
            }
        }

        return outputs.Map(symbol => shapes[_place[symbol]]);
    }

    private Tensor[] Compute(Tensor[] inputs, bool training, bool fused)
    {
        var values = new Tensor[_place.Count];
        inputs.CopyTo(values, 0);
        for (var i = 0; i < _steps.Length; i++)
        {
            var step = _steps[i];
            if (fused && _fused[i] is { Calls: { } calls, Covered: var covered } && calls.TryRun(values[step.Input]) is { } result)
            {
                i += covered - 1;
                values[_steps[i].Results[0]] = result;
                continue;
            }

            if (step.Input >= 0)
            {
                values[step.Results[0]] = step.Node.Layer.call(values[step.Input], training);
                continue;
            }

            var arguments = step.Node.Arguments.Map(symbol => values[_place[symbol]]);
            if (training && arguments.Training == false)
            {
                // As in Keras 3: a mode that a call was given stands only while the model itself is in none, which it is in fit.
                arguments.Keywords.Remove("training");
            }

            var results = step.Node.Layer.Apply(arguments, training).Flatten();
            for (var k = 0; k < results.Count; k++)
            {
                values[step.Results[k]] = results[k];
            }
        }

        return values;
    }

    /// <summary>For each step the fused operation that begins there, if one does.</summary>
    private (FusedCalls? Calls, int Covered)[] Fuse()
    {
        var uses = new int[_place.Count];
        foreach (var place in _outputs)
        {
            uses[place]++;
        }

        foreach (var step in _steps)
        {
            foreach (var input in step.Node.Inputs)
            {
                uses[_place[input]]++;
            }
        }

        var fused = new (FusedCalls? Calls, int Covered)[_steps.Length];
        for (var first = 0; first < _steps.Length;)
        {
            var end = first;
            while (end < _steps.Length && _steps[end].Input >= 0 && (end == first || (_steps[end].Input == _steps[end - 1].Results[0] && uses[_steps[end].Input] == 1)))
            {
                end++;
            }

            var covered = 0;
            if (end > first)
            {
                fused[first] = (FusedCalls.TryMake([.. _steps[first..end].Select(static step => step.Node)], out covered), covered);
                covered = fused[first].Calls is null ? 0 : covered;
            }

            first += Math.Max(1, covered);
        }

        return fused;
    }

    private sealed record Step(Node Node, int Input, int[] Results);
}
