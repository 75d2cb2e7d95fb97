using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Source;

/// <summary>A Keras model as a Python program: <c>keras.Sequential</c>, or calls of layers between inputs and outputs.</summary>
internal sealed class KerasPython(KerasConversion converted, WeightsFile weights) : KerasSource(converted, weights)
{
    private readonly SourceWriter _out = new("#");

    private string Builder => Identifiers.Function(ClassName);

    /// <summary>The whole program.</summary>
    public string Write()
    {
        foreach (var line in Heading("Keras", "python model.py"))
        {
            _out.Comment(line);
        }

        _out.Line("import keras");
        _out.Line("from keras import layers");
        Paragraphs();
        _out.Line($"def {Builder}():");
        _out.Indented(Plan.IsSequential ? Sequential : Functional);
        Paragraphs();
        _out.Line($"def load(path=\"{Weights.Name}\"):");
        _out.Indented(() =>
        {
            _out.Line($"model = {Builder}()");
            _out.Line("model.load_weights(path)");
            Compile();
            _out.Line("return model");
        });
        Paragraphs();
        _out.Line("if __name__ == \"__main__\":");
        _out.Indented(() =>
        {
            _out.Line("model = load()");
            _out.Line("model.summary()");
            var inputs = Graph.Inputs.Select(static input => input.Type.IsFloatingPoint ? $"keras.random.uniform(({string.Join(", ", Example(input))}))" : $"keras.ops.zeros(({string.Join(", ", Example(input))}), dtype=\"{input.Type.ToString().ToLowerInvariant()}\")").ToArray();
            var call = $"model({(inputs.Length == 1 ? inputs[0] : $"[{string.Join(", ", inputs)}]")})";
            _out.Line(Graph.Outputs.Count == 1 ? $"print({call}.shape)" : $"print(*(y.shape for y in {call}))");
        });
        return _out.ToString();
    }

    private void Sequential()
    {
        _out.Line("return keras.Sequential([");
        _out.Items([(Input(Graph.Inputs[0], isNamed: false), Shape(Graph.Inputs[0])), .. Steps.Select(static step => (Made(step), ShapeRemark(step.Inputs[0], step.Output)))], commaAtEnd: true);
        _out.Line($"], name=\"{Graph.Name}\")");
    }

    private void Functional()
    {
        var lines = Lines();
        foreach (var (name, input) in lines.Inputs.Zip(Graph.Inputs))
        {
            _out.Line($"{name} = {Input(input, isNamed: true)}", Shape(input));
        }

        foreach (var step in Steps.Where(static step => step.IsShared && !step.Step.IsOperation).DistinctBy(static step => step.Name))
        {
            _out.Line($"{Identifiers.Of(step.Name)} = {Made(step)}");
        }

        foreach (var line in lines.Lines)
        {
            var step = line.Steps[0];
            var inputs = line.Inputs.Count == 1 ? line.Inputs[0] : $"[{string.Join(", ", line.Inputs)}]";
            var call = step.Step.IsOperation ? Function(step, inputs) : $"{(step.IsShared ? Identifiers.Of(step.Name) : Made(step))}({inputs})";
            _out.Line($"{line.Output} = {call}", ShapeRemark(step.Inputs[0], step.Output));
        }

        _out.Line($"return keras.Model({Group(lines.Inputs)}, {Group(lines.Outputs)}, name=\"{Graph.Name}\")");
    }

    private static string Group(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"[{string.Join(", ", names)}]";

    private static string Input(Value input, bool isNamed)
    {
        var shape = TupleText([.. input.Shape.Skip(1).Select(static length => length?.ToString() ?? "None")]);
        return $"keras.Input({shape}{(input.Shape[0] is { } batch ? $", batch_size={batch}" : "")}{(input.Type == DType.Float32 ? "" : $", dtype=\"{input.Type.ToString().ToLowerInvariant()}\"")}{(isNamed ? $", name=\"{input.Name}\"" : "")})";
    }

    private static string Made(KerasSourceStep step) => $"layers.{step.Step.ClassName}({Written(step.Arguments, "=", Python)})";

    // HardShrink is keras.ops.hard_shrink.
    private static string Function(KerasSourceStep step, string input) => $"keras.ops.{Usual(step.Step.ClassName)}({string.Join(", ", new[] { input }.Concat(step.Step.Config.Where(static argument => argument.Key != "name").Select(static argument => $"{argument.Key}={Python(argument.Value!)}")))})";

    private void Compile()
    {
        if (Optimizer() is not { } optimizer)
        {
            return;
        }

        var losses = Losses().Select(static loss => loss.Arguments.Count == 0 ? $"\"{Usual(loss.Name)}\"" : $"keras.losses.{loss.Name}({string.Join(", ", loss.Arguments.Select(TorchCall.Python))})").ToArray();
        var metrics = Converted.Source.Training!.Metrics;
        var arguments = new List<string> { $"optimizer=keras.optimizers.{optimizer.ClassName}({string.Join(", ", optimizer.Arguments.Select(TorchCall.Python))})" };
        arguments.AddRange(losses.Length == 0 ? [] : [$"loss={Group(losses)}"]);
        arguments.AddRange(metrics.Count == 0 ? [] : [$"metrics=[{string.Join(", ", metrics.Select(static metric => $"\"{metric}\""))}]"]);
        _out.Line($"model.compile({string.Join(", ", arguments)})");
    }

    private static string Python(JsonNode value) => value switch
    {
        JsonArray list => TupleText([.. list.Select(static item => Python(item!))]),
        JsonValue text when text.TryGetValue<string>(out var given) => $"\"{given}\"",
        JsonValue flag when flag.TryGetValue<bool>(out var given) => given ? "True" : "False",
        _ => Number(value),
    };

    private static string TupleText(IReadOnlyList<string> items) => $"({string.Join(", ", items)}{(items.Count == 1 ? "," : "")})";

    private void Paragraphs()
    {
        _out.Line();
        _out.Line();
    }
}
