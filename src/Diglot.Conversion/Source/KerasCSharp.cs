using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Source;

/// <summary>A Keras model as a C# program on this library's face, for <c>dotnet run model.cs</c>.</summary>
/// <param name="converted">The model.</param>
/// <param name="weights">The file with its weights.</param>
/// <param name="directives">The lines that name the library.</param>
internal sealed class KerasCSharp(KerasConversion converted, WeightsFile weights, IReadOnlyList<string> directives) : KerasSource(converted, weights)
{
    private readonly SourceWriter _out = new("//");

    /// <summary>The whole program.</summary>
    public string Write()
    {
        if (Steps.FirstOrDefault(static step => step.Step.IsOperation) is { } missing)
        {
            throw new ConversionRefusedException(missing.Name, $"there is no keras.ops.{Usual(missing.Step.ClassName)} for graphs in C# yet", "Use the Python program.");
        }

        foreach (var directive in directives)
        {
            _out.Line(directive);
        }

        _out.Line("#:property PublishAot=false");
        foreach (var line in Heading("C#", "dotnet run -c Release model.cs"))
        {
            _out.Comment(line);
        }

        _out.Line("using Diglot.Autograd;");
        _out.Line("using static Diglot.Keras.Api;");
        _out.Line();
        if (Plan.IsSequential)
        {
            Sequential();
        }
        else
        {
            Functional();
        }

        _out.Line($"model.load_weights(\"{Weights.Name}\");");
        Compile();
        _out.Line();
        _out.Line("model.summary();");
        var inputs = Graph.Inputs.Select(static input => $"Tensor.Ones([{string.Join(", ", Example(input))}])").ToArray();
        var call = inputs.Length == 1 && Graph.Outputs.Count == 1 ? $"model.call({inputs[0]})" : $"model.call_all([{string.Join(", ", inputs)}])";
        _out.Line(Graph.Outputs.Count == 1 && inputs.Length == 1 ? $"Console.WriteLine({call}.Shape);" : $"Console.WriteLine(string.Join(\", \", {call}.Select(y => y.Shape)));");
        return _out.ToString();
    }

    private void Sequential()
    {
        _out.Line("var model = keras.Sequential([");
        _out.Items([(Input(Graph.Inputs[0], isNamed: false), Shape(Graph.Inputs[0])), .. Steps.Select(static step => (Made(step), ShapeRemark(step.Inputs[0], step.Output)))], commaAtEnd: true);
        _out.Line($"], name: \"{Graph.Name}\");");
    }

    private void Functional()
    {
        var lines = Lines();
        foreach (var (name, input) in lines.Inputs.Zip(Graph.Inputs))
        {
            _out.Line($"var {name} = {Input(input, isNamed: true)};", Shape(input));
        }

        foreach (var step in Steps.Where(static step => step.IsShared).DistinctBy(static step => step.Name))
        {
            _out.Line($"var {Identifiers.Of(step.Name)} = {Made(step)};");
        }

        foreach (var line in lines.Lines)
        {
            var step = line.Steps[0];
            _out.Line($"{(line.IsNew ? "var " : "")}{line.Output} = {(step.IsShared ? Identifiers.Of(step.Name) : Made(step))}.call({Group(line.Inputs)});", ShapeRemark(step.Inputs[0], step.Output));
        }

        _out.Line($"var model = keras.Model(inputs: {Group(lines.Inputs)}, outputs: {Group(lines.Outputs)}, name: \"{Graph.Name}\");");
    }

    private static string Group(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"[{string.Join(", ", names)}]";

    private static string Input(Value input, bool isNamed)
    {
        string[] lengths = [.. input.Shape.Skip(1).Select(static length => length?.ToString() ?? "null")];
        var shape = lengths.Contains("null") ? $"[{string.Join(", ", lengths)}]" : lengths.Length == 1 ? lengths[0] : $"({string.Join(", ", lengths)})";
        return $"keras.Input({shape}{(input.Shape[0] is { } batch ? $", batch_size: {batch}" : "")}{(input.Type == DType.Float32 ? "" : $", dtype: \"{input.Type.ToString().ToLowerInvariant()}\"")}{(isNamed ? $", name: \"{input.Name}\"" : "")})";
    }

    private static string Made(KerasSourceStep step) => $"keras.layers.{step.Step.ClassName}({Written(step.Arguments, ": ", CSharp)})";

    private void Compile()
    {
        if (Optimizer() is not { } optimizer)
        {
            return;
        }

        var losses = Losses().Select(static loss => loss.Arguments.Count == 0 ? $"\"{Usual(loss.Name)}\"" : $"keras.losses.{loss.Name}({string.Join(", ", loss.Arguments.Select(TorchCall.CSharp))})").ToArray();
        var metrics = Converted.Source.Training!.Metrics;
        var arguments = new List<string> { $"optimizer: keras.optimizers.{optimizer.ClassName}({string.Join(", ", optimizer.Arguments.Select(TorchCall.CSharp))})" };
        arguments.AddRange(losses.Length != 1 ? [] : [$"loss: {losses[0]}"]);
        arguments.AddRange(metrics.Count == 0 ? [] : [$"metrics: [{string.Join(", ", metrics.Select(static metric => $"\"{metric}\""))}]"]);
        _out.Line($"model.compile({string.Join(", ", arguments)});");
    }

    private static string CSharp(JsonNode value) => value switch
    {
        JsonArray { Count: 1 } list => CSharp(list[0]!),
        JsonArray { Count: > 3 } list => $"new[] {{ {string.Join(", ", list.Select(static item => CSharp(item!)))} }}",
        JsonArray list => $"({string.Join(", ", list.Select(static item => CSharp(item!)))})",
        JsonValue text when text.TryGetValue<string>(out var given) => $"\"{given}\"",
        JsonValue flag when flag.TryGetValue<bool>(out var given) => given ? "true" : "false",
        _ => Number(value),
    };
}
