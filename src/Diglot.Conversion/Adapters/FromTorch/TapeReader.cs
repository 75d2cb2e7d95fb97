using System.Runtime.CompilerServices;
using Diglot.Autograd.Tape;
using Diglot.Conversion.Layers;

namespace Diglot.Conversion.Adapters.FromTorch;

/// <summary>Reads what was computed from the tape that a run left: sums, products, views, concatenations and the like.</summary>
internal sealed class TapeReader(GraphBuilder builder, IReadOnlySet<string> taken)
{
    private readonly Dictionary<GradientNode, Value> _known = new(ReferenceEqualityComparer.Instance);
    private readonly OperationNames _names = new(taken);

    /// <summary>Says what a tensor is, so that reading ends there.</summary>
    public void Know(Tensor tensor, Value value) => _known[tensor.GradientEdge.Node!] = value;

    /// <summary>The value of a tensor; operations that led to it are added to the graph.</summary>
    public Value Read(Tensor tensor, string where) => tensor.GradientEdge.Node is { } node ? Read(node, where)
        : throw Refuse(where, "it is given a tensor that does not follow from the network's inputs", "Make constants part of modules, or compute them from the input.");

    /// <summary>A name for an operation that has none.</summary>
    public string NameOf(string operation) => _names.Next(operation);

    private Value Read(GradientNode node, string where)
    {
        if (_known.TryGetValue(node, out var known))
        {
            return known;
        }

        var value = node.Name == "AccumulateGrad"
            ? throw Refuse(where, "forward uses a parameter of its own in a computation, rather than through a module", "Use nn.Linear, nn.Conv2d and the like as members.", "parameters in forward")
            : Operation(node, where);
        return _known[node] = value;
    }

    private Value Operation(GradientNode node, string where)
    {
        switch (node.Name, node.Facts)
        {
            case ("clone" or "to", _):
                return Input(node, 0, where);
            case ("relu", _):
                return Add("relu", new Activation(ActivationFunction.ReLU), Input(node, 0, where));
            case ("sigmoid", _):
                return Add("sigmoid", new Activation(ActivationFunction.Sigmoid), Input(node, 0, where));
            case ("tanh", _):
                return Add("tanh", new Activation(ActivationFunction.Tanh), Input(node, 0, where));
            case ("exp", _):
                return Add("exp", new Activation(ActivationFunction.Exponential), Input(node, 0, where));
            case ("neg", _):
                return Add("neg", new Rescaling(-1, 0), Input(node, 0, where));
            case ("mul", Scalar number):
                return Add("mul", new Rescaling(number.Value, 0), Input(node, 0, where));
            case ("div", Scalar number) when node.Inputs[0].Node is { Name: "sum" } sum && !_known.ContainsKey(sum):
                return Mean(sum, number.Value, where);
            case ("div", Scalar number):
                return Add("div", new Rescaling(1 / number.Value, 0), Input(node, 0, where));
            case ("add", Scalar number):
                return Add("add", new Rescaling(1, number.Value), Input(node, 0, where));
            case ("sub", Scalar number):
                return Add("sub", new Rescaling(1, -number.Value), Input(node, 0, where));
            case ("rsub", Scalar number):
                return Add("rsub", new Rescaling(-1, number.Value), Input(node, 0, where));
            case ("add" or "sub" or "mul" or "div" or "maximum" or "minimum", _) when node.Inputs.Length == 2:
                return Add(node.Name, new Merge(Operations[node.Name]), Input(node, 0, where), Input(node, 1, where));
            case ("cat", ITuple { Length: >= 1 } facts) when facts[0] is int axis:
                return Add("cat", new Concatenate(axis), [.. Enumerable.Range(0, node.Inputs.Length).Select(i => Input(node, i, where))]);
            case ("permute", int[] axes):
                return Add("permute", new Permute(axes), Input(node, 0, where));
            case ("transpose", ITuple { Length: 2 } facts) when facts[0] is int first && facts[1] is int second:
            {
                var input = Input(node, 0, where);
                var axes = Enumerable.Range(0, input.Shape.Rank).ToArray();
                (first, second) = ((first + axes.Length) % axes.Length, (second + axes.Length) % axes.Length);
                (axes[first], axes[second]) = (second, first);
                return Add("transpose", new Permute(axes), input);
            }

            case ("view" or "unsqueeze" or "squeeze", Tensors.Shapes.Shape before):
                return View(node, before, where);
            default:
                throw Refuse(where, $"the tensor operation '{node.Name}' in forward cannot be converted yet", "Use a module or one of the usual functions instead.", $"operation {node.Name}");
        }
    }

    private static readonly Dictionary<string, MergeOperation> Operations = new()
    {
        ["add"] = MergeOperation.Add,
        ["sub"] = MergeOperation.Subtract,
        ["mul"] = MergeOperation.Multiply,
        ["div"] = MergeOperation.Divide,
        ["maximum"] = MergeOperation.Maximum,
        ["minimum"] = MergeOperation.Minimum,
    };

    private Value View(GradientNode node, Tensors.Shapes.Shape before, string where)
    {
        var (input, after) = (Input(node, 0, where), node.ResultShape);
        if (before == after)
        {
            return input;
        }

        if (before.Rank == 0 || after.Rank == 0 || before[0] != after[0])
        {
            throw Refuse(where, $"forward reshapes {before} to {after}, across the batch axis", "Keep the batch axis first: x.view(x.size(0), …).", "view across the batch");
        }

        int[] lengths = [.. after.Skip(1)];
        return after.Rank == 2 && before.Rank > 2 ? Add("flatten", new Flatten(), input) : Add("reshape", new Reshape(lengths), input);
    }

    private Value Mean(GradientNode sum, double count, string where)
    {
        var facts = (Tensor.Reduction)sum.Facts!;
        var input = Input(sum, 0, where);
        int[] positions = [.. Enumerable.Range(2, Math.Max(0, input.Shape.Rank - 2))];
        return count == facts.Count && positions.Length > 0 && facts.ReducedAxes.Order().SequenceEqual(positions)
            ? Add("mean", new GlobalPooling(1, PoolingReduction.Average, sum.ResultShape.Rank == input.Shape.Rank), input)
            : throw Refuse(where, $"forward takes a mean over axes {string.Join(", ", facts.ReducedAxes)} of {input.Shape}", "Only means over all positions (H and W) are global poolings.", "mean over other axes");
    }

    private Value Input(GradientNode node, int place, string where) => node.Inputs[place].Node is { } input ? Read(input, where)
        : throw Refuse(where, $"the operation '{node.Name}' takes a tensor that does not follow from the network's inputs", "Make constants part of modules, or compute them from the input.", $"{node.Name} with a constant tensor");

    private Value Add(string name, Layer layer, params IReadOnlyList<Value> inputs) => builder.Add(NameOf(name), layer, inputs, hasOwnName: false);

    private static ConversionRefusedException Refuse(string where, string reason, string remedy, string? missing = null) => new(where, reason, remedy, missing);
}
