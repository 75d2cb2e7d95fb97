using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Conversion.Files;
using Diglot.Conversion.Training;
using Diglot.Graph.Training;

namespace Diglot.Conversion.Source;

/// <summary>What the PyTorch program in Python and the one in C# have in common.</summary>
internal abstract class TorchSource(TorchConversion converted, WeightsFile weights)
{
    protected TorchConversion Converted => converted;

    protected WeightsFile Weights => weights;

    protected TorchPlan Plan { get; } = TorchPadding.Fold(converted.Plan);

    protected NetworkGraph Graph => converted.Plan.Graph;

    /// <summary>The name of the network as a class.</summary>
    protected string ClassName { get; } = Identifiers.Class(converted.Source.Name, Identifiers.Class(weights.Name.Split('.')[0], "Network"));

    /// <summary>Modules that are called by their place, as <c>nn.Sequential</c> names them by itself.</summary>
    protected bool IsNumbered => Plan.Members.Index().All(static member => member.Item.Name == member.Index.ToString());

    /// <summary>A shape with N for the batch axis.</summary>
    protected static string Shape(Value value) => $"({string.Join(", ", value.Shape.Select(static (length, axis) => axis == 0 && length is null ? "N" : length?.ToString() ?? "?"))}{(value.Shape.Rank == 1 ? "," : "")})";

    /// <summary>Lengths of a batch of one for trying the network out.</summary>
    protected static IEnumerable<int> Example(Value input) => input.Shape.Select(static (length, axis) => length ?? (axis == 0 ? 1 : 8));

    /// <summary>The shape behind a line where it is another than before it.</summary>
    protected static string? ShapeRemark(Value before, Value after) => before.Shape.Skip(1).SequenceEqual(after.Shape.Skip(1)) ? null : Shape(after);

    /// <summary>Whether a member's parameters are kept as they are in training.</summary>
    protected static bool IsFrozen(TorchMember member)
    {
        var parameters = member.Weights.Where(static weight => !weight.Key.StartsWith("running_", StringComparison.Ordinal) && weight.Key != "num_batches_tracked").ToArray();
        return parameters.Length > 0 && parameters.All(static weight => !weight.Weight.IsTrainable);
    }

    /// <summary>What is said first: what this is, and what to mind.</summary>
    protected IEnumerable<string> Heading(string language, string run)
    {
        yield return $"{ClassName} in {language}{(weights.Origin is { } origin ? $", converted from {origin}" : "")} (written by diglot convert): {run}";
        yield return $"Input {string.Join(" and ", Graph.Inputs.Select(Shape))}, output {string.Join(" and ", Graph.Outputs.Select(Shape))}.";
        var losses = Losses();
        foreach (var note in converted.Notes.Where(note => note.Kind is NoteKind.Differs or NoteKind.Lost && !losses.Any(loss => note.Text.Contains(loss.Usage, StringComparison.Ordinal))))
        {
            yield return note.ToString();
        }
    }

    /// <summary>The losses and what they are given.</summary>
    protected IReadOnlyList<(TorchCall Call, string Usage)> Losses() => [.. (converted.Source.Training?.Loss ?? []).OfType<LossForm>().Select(loss => TorchLosses.Of(loss, converted.LeavesHeadOut))];

    /// <summary>The optimizer's call without its first argument; null where none is known.</summary>
    protected TorchCall? Optimizer()
    {
        if (converted.Source.Training?.Optimizer is not { } state)
        {
            return null;
        }

        var kind = OptimizerKind.Of(state.Kind)!;
        var arguments = new List<(string? Name, object? Value)> { ("lr", Rounded(state.LearningRate)) };
        foreach (var group in kind.Settings.GroupBy(static setting => setting.Torch))
        {
            var values = group.Select(setting => setting.ToTorch(state.Settings.GetValueOrDefault(setting.Keras, setting.KerasDefault))).ToArray();
            var isUsual = values.Zip(group, static (value, setting) => value == setting.TorchDefault).All(static usual => usual);

            // What Keras's Adam calls weight_decay is AdamW's, whose default is another.
            if (!isUsual || (group.Key == "weight_decay" && values[0] != 0))
            {
                arguments.Add((group.Key, values.Length > 1 ? values : group.First().IsFlag ? values[0] != 0 : Rounded(values[0])));
            }
        }

        return new(state.Kind == "Adam" && arguments.Any(static argument => argument.Name == "weight_decay") ? "AdamW" : state.Kind, arguments);
    }

    /// <summary>A number that was stored in single precision, as it was written once: 0.01 rather than 0.009999999776482582.</summary>
    internal static double Rounded(double number)
        => (float)number == number ? double.Parse(((float)number).ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) : number;

    /// <summary>The lines of <c>forward</c>.</summary>
    protected SourceLines<TorchSourceStep> Lines(TorchOutline outline, params IEnumerable<string> reserved)
        => SourceLines<TorchSourceStep>.Of(Graph, outline.Steps, ["torch", "nn", "F", "self", "optim", .. reserved], keepsInputs: false, TorchSourceStep.Joins);

    /// <summary>Whether something in the outline needs the functional module.</summary>
    protected static bool NeedsFunctional(IEnumerable<TorchSourceStep> steps)
        => steps.Any(static step => step.Operation?.Python.Contains("F.", StringComparison.Ordinal) == true || (step is { Member: null, Call: { } call } && TorchFunctions.Of(call).Function.StartsWith("F.", StringComparison.Ordinal)));
}
