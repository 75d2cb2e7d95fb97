using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Conversion.Training;
using Diglot.Graph.Training;

namespace Diglot.Conversion.Source;

/// <summary>What the Keras program in Python and the one in C# have in common.</summary>
internal abstract class KerasSource
{
    protected KerasSource(KerasConversion converted, WeightsFile weights)
    {
        (Converted, Weights, Plan) = (converted, weights, KerasFusion.Run(converted.Plan));
        var calls = Plan.Steps.GroupBy(static step => step.Name).ToDictionary(static group => group.Key, static group => group.Count());
        Steps = [.. Plan.Steps.Select(step => new KerasSourceStep(step, calls[step.Name] > 1))];
        ClassName = Identifiers.Class(converted.Source.Name, Identifiers.Class(weights.Name.Split('.')[0], "Network"));
    }

    protected KerasConversion Converted { get; }

    protected WeightsFile Weights { get; }

    protected KerasPlan Plan { get; }

    protected NetworkGraph Graph => Plan.Graph;

    protected IReadOnlyList<KerasSourceStep> Steps { get; }

    protected string ClassName { get; }

    protected static string Shape(Value value) => $"({string.Join(", ", value.Shape.Select(static (length, axis) => axis == 0 && length is null ? "N" : length?.ToString() ?? "None"))}{(value.Shape.Rank == 1 ? "," : "")})";

    protected static string? ShapeRemark(Value before, Value after) => before.Shape.Skip(1).SequenceEqual(after.Shape.Skip(1)) ? null : Shape(after);

    protected static IEnumerable<int> Example(Value input) => input.Shape.Select(static (length, axis) => length ?? (axis == 0 ? 1 : 8));

    protected IEnumerable<string> Heading(string language, string run)
    {
        yield return $"{ClassName} in {language}{(Weights.Origin is { } origin ? $", converted from {origin}" : "")} (written by diglot convert): {run}";
        yield return $"Input {string.Join(" and ", Graph.Inputs.Select(Shape))}, output {string.Join(" and ", Graph.Outputs.Select(Shape))}.";
        foreach (var note in Converted.Notes.Where(static note => note.Kind is NoteKind.Differs or NoteKind.Lost))
        {
            yield return note.ToString();
        }
    }

    /// <summary>Variables and lines of a functional model.</summary>
    protected SourceLines<KerasSourceStep> Lines() => SourceLines<KerasSourceStep>.Of(Graph, Steps, ["keras", "layers", "model", .. Steps.Where(static step => step.IsShared).Select(static step => Identifiers.Of(step.Name))], keepsInputs: true, static (_, _) => false);

    /// <summary>The losses: a name where Keras's defaults are meant, otherwise a call.</summary>
    protected IEnumerable<(string Name, IReadOnlyList<(string? Name, object? Value)> Arguments)> Losses() => (Converted.Source.Training?.Loss ?? []).OfType<LossForm>().Select(static loss =>
    {
        var arguments = new List<(string? Name, object? Value)>();
        if (loss.FromLogits && loss.Kind is LossKind.CategoricalCrossentropy or LossKind.SparseCategoricalCrossentropy or LossKind.BinaryCrossentropy)
        {
            arguments.Add(("from_logits", true));
        }

        if (loss.LabelSmoothing != 0)
        {
            arguments.Add(("label_smoothing", loss.LabelSmoothing));
        }

        if (loss.Delta != 1)
        {
            arguments.Add(("delta", loss.Delta));
        }

        if (loss.Reduction != "mean")
        {
            arguments.Add(("reduction", loss.Reduction));
        }

        return (loss.Kind.ToString(), (IReadOnlyList<(string? Name, object? Value)>)arguments);
    });

    /// <summary>A loss's usual name: categorical_crossentropy.</summary>
    protected static string Usual(string className) => className == "KLDivergence" ? "kl_divergence" : string.Concat(className.Select(static (letter, i) => char.IsUpper(letter) && i > 0 ? $"_{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));

    /// <summary>The optimizer; null where none is known.</summary>
    protected TorchCall? Optimizer()
    {
        if (Converted.Source.Training?.Optimizer is not { } state)
        {
            return null;
        }

        var kind = OptimizerKind.Of(state.Kind)!;
        return new(state.Kind, [("learning_rate", (object?)TorchSource.Rounded(state.LearningRate)), .. kind.Settings.Where(setting => state.Settings.GetValueOrDefault(setting.Keras, setting.KerasDefault) != setting.KerasDefault)
            .Select(setting => ((string?)setting.Keras, setting.IsFlag ? (object?)(state.Settings[setting.Keras] != 0) : state.Settings[setting.Keras]))]);
    }

    /// <summary>A number, as both languages write it.</summary>
    protected static string Number(JsonNode value) => value.ToJsonString().Replace('E', 'e');

    /// <summary>The arguments of a layer as a language writes them.</summary>
    protected static string Written(IEnumerable<(string? Name, JsonNode Value)> arguments, string equals, Func<JsonNode, string> value)
        => string.Join(", ", arguments.Select(argument => argument.Name is null ? value(argument.Value) : argument.Name + equals + value(argument.Value)));
}
