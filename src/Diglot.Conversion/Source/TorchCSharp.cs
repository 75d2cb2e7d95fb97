using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Conversion.Files;

namespace Diglot.Conversion.Source;

/// <summary>A PyTorch network as a C# program on this library's face, for <c>dotnet run model.cs</c>.</summary>
/// <param name="converted">The network.</param>
/// <param name="weights">The file with its weights.</param>
/// <param name="directives">The lines that name the library.</param>
internal sealed class TorchCSharp(TorchConversion converted, WeightsFile weights, IReadOnlyList<string> directives) : TorchSource(converted, weights)
{
    private readonly SourceWriter _out = new("//");
    private HashSet<string> _variables = [];

    // The library's forward gives one tensor and takes up to three; other networks declare one of their own, which hides it where the inputs are the same.
    private string Modifier => Graph.Inputs.Count > 3 ? "" : Graph.Outputs.Count == 1 ? "override " : "new ";

    /// <summary>The whole program.</summary>
    /// <exception cref="ConversionRefusedException">A module of it has no class here.</exception>
    public string Write()
    {
        if (Plan.Members.FirstOrDefault(static member => !ModuleFactory.Has(member.Call.ClassName)) is { } missing)
        {
            throw new ConversionRefusedException(missing.Name, $"there is no nn.{missing.Call.ClassName} in C# yet", "Use the Python program.", $"nn.{missing.Call.ClassName}");
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

        var outline = Plan.IsSequential ? null : TorchOutline.Of(Plan);
        if (outline is not null)
        {
            _out.Line("using Diglot.Autograd;");
        }

        if (Weights.Format is TargetFormat.Safetensors or TargetFormat.Npz)
        {
            _out.Line("using Diglot.Conversion.Verification;");
        }

        if (outline?.Members.Any(static member => Type(member) == "ModuleDict") == true)
        {
            _out.Line("using Diglot.Torch.NN.Containers;");
        }

        _out.Line("using static Diglot.Torch.Api;");
        _out.Line();
        Build();
        Training();
        Try();
        if (outline is not null)
        {
            _out.Line();
            Class(outline);
        }

        return _out.ToString();
    }

    private void Build()
    {
        if (Plan.IsSequential)
        {
            _out.Line("var model = nn.Sequential(", Shape(Graph.Inputs[0]));
            _out.Items([.. Plan.Steps.Select(step => (IsNumbered ? Made(step.Member!) : $"(\"{step.Member!.Name}\", {Made(step.Member)})", ShapeRemark(step.Inputs[0], step.Output)))], commaAtEnd: false);
            _out.Line(");");
        }
        else
        {
            _out.Line($"var model = new {ClassName}();");
        }

        _out.Line($"model.load_state_dict({Weights.Format switch
        {
            TargetFormat.Safetensors or TargetFormat.Npz => $"Verifier.State(\"{Weights.Name}\")",
            _ when Weights.WholeModule => $"torch.load(\"{Weights.Name}\", weights_only: false).state_dict()",
            _ when Weights.Checkpoint => $"torch.load(\"{Weights.Name}\")[\"model\"]",
            _ => $"torch.load(\"{Weights.Name}\")",
        }});");
        _out.Line("model.eval();");
    }

    private void Training()
    {
        var (losses, optimizer) = (Losses(), Optimizer());
        if (losses.Count == 0 && optimizer is null)
        {
            return;
        }

        _out.Line();
        _out.Comment("Training as the source was compiled.");
        foreach (var (i, (call, usage)) in losses.Index())
        {
            _out.Line($"var loss_function{(losses.Count > 1 ? $"_{i}" : "")} = {call.ToCSharp()};", usage.Split(';')[0]);
        }

        if (optimizer is not null)
        {
            _out.Line($"var optimizer = optim.{optimizer.ClassName}(model.parameters(), {string.Join(", ", optimizer.Arguments.Select(TorchCall.CSharp))});");
            if (Weights.Checkpoint)
            {
                _out.Line($"optimizer.load_state_dict(torch.load(\"{Weights.Name}\")[\"optimizer\"]);");
            }
        }
    }

    private void Try()
    {
        _out.Line();
        _out.Line("Console.WriteLine(model);");
        var names = Graph.Inputs.Select((_, i) => Graph.Inputs.Count == 1 ? "x" : $"x{i}").ToArray();
        foreach (var (name, input) in names.Zip(Graph.Inputs))
        {
            var lengths = string.Join(", ", Example(input));
            _out.Line($"var {name} = torch.{(input.Type.IsFloatingPoint ? "rand" : "zeros")}({lengths}){(input.Type.IsFloatingPoint ? "" : ".@long()")};");
        }

        _out.Line("using (torch.no_grad())");
        _out.Line("{");
        var call = $"model.forward({string.Join(", ", names)})";
        _out.Indented(() =>
        {
            if (Graph.Outputs.Count == 1)
            {
                _out.Line($"Console.WriteLine({call}.shape);");
                return;
            }

            string[] outputs = [.. Graph.Outputs.Select(static (_, i) => $"y{i}")];
            _out.Line($"var ({string.Join(", ", outputs)}) = {call};");
            _out.Line($"Console.WriteLine(({string.Join(", ", outputs.Select(static output => output + ".shape"))}));");
        });
        _out.Line("}");
    }

    private void Class(TorchOutline outline)
    {
        var lines = Lines(outline, "nameof");
        _variables = [.. lines.Lines.Select(static line => line.Output).Concat(lines.Inputs)];
        _out.Line($"sealed class {ClassName} : nn.Module");
        _out.Line("{");
        _out.Indented(() =>
        {
            foreach (var member in outline.Members.Where(static member => Identifiers.HasForm(member.Name)))
            {
                Bracketed($"private readonly {(Type(member) == "ModuleDict" ? "ModuleDict" : "nn.Module")} {Identifiers.Field(member.Name)} = ", member, ";");
            }

            var others = outline.Members.Where(static member => !Identifiers.HasForm(member.Name)).ToArray();
            if (others.Length > 0)
            {
                Constructor(others);
            }

            if (outline.Members.Count > 0)
            {
                _out.Line();
            }

            Forward(lines);
        });
        _out.Line("}");
    }

    private void Constructor(IEnumerable<TorchGroup> members)
    {
        _out.Line();
        _out.Line($"public {ClassName}()");
        _out.Line("{");
        _out.Indented(() =>
        {
            foreach (var member in members)
            {
                Bracketed($"add_module(\"{member.Name}\", ", member, ");");
            }
        });
        _out.Line("}");
    }

    private void Forward(SourceLines<TorchSourceStep> lines)
    {
        var type = lines.Outputs.Count == 1 ? "Tensor" : $"({string.Join(", ", lines.Outputs.Select(static _ => "Tensor"))})";
        _out.Line($"public {Modifier}{type} forward({string.Join(", ", lines.Inputs.Select(static name => $"Tensor {name}"))})", string.Join(", ", Graph.Inputs.Select(Shape)));
        _out.Line("{");
        _out.Indented(() =>
        {
            foreach (var member in Plan.Members.Where(static member => member.StaysInEvaluation))
            {
                _out.Line($"{Path(member.Name)}.eval();", "frozen: stored statistics in training too");
            }

            foreach (var (i, line) in lines.Lines.Index())
            {
                var isResult = i == lines.Lines.Count - 1 && lines.EndsInOutput;
                _out.Line($"{(isResult ? "return" : $"{(line.IsNew ? "var " : "")}{line.Output} =")} {Expression(line)};", ShapeRemark(line.Steps[0].Inputs[0], line.Value));
            }

            if (!lines.EndsInOutput)
            {
                _out.Line(lines.Outputs.Count == 1 ? $"return {lines.Outputs[0]};" : $"return ({string.Join(", ", lines.Outputs)});");
            }
        });
        _out.Line("}");
    }

    private void Bracketed(string before, TorchGroup member, string behind)
    {
        if (member.Module is { } module)
        {
            _out.Line(before + Made(module) + behind);
            return;
        }

        var isNumbered = member.IsSequential && member.Children.Index().All(static child => child.Item.Name == child.Index.ToString());
        _out.Line($"{before}nn.{Type(member)}(");
        _out.Indented(() =>
        {
            foreach (var (i, child) in member.Children.Index())
            {
                var comma = i < member.Children.Count - 1 ? "," : "";
                Bracketed(isNumbered ? "" : $"(\"{child.Name}\", ", child, isNumbered ? comma : ")" + comma);
            }
        });
        _out.Line(")" + behind);
    }

    private static string Type(TorchGroup member) => member.Module is not null ? "Module" : member.IsSequential ? "Sequential" : "ModuleDict";

    private static string Made(TorchMember member) => member.Call.ToCSharp() + (IsFrozen(member) ? ".requires_grad_(false)" : "");

    private string Expression(SourceLine<TorchSourceStep> line)
    {
        var text = "";
        foreach (var (i, step) in line.Steps.Index())
        {
            var inputs = i == 0 ? line.Inputs : [text];
            if (step.Operation is { } operation)
            {
                text = operation.ToCSharp(inputs);
            }
            else if (step.Member is { } member)
            {
                text = $"{Path(member)}.forward({string.Join(", ", inputs)})";
            }
            else
            {
                var (function, arguments) = TorchFunctions.Of(step.Call!);
                text = $"{function}({string.Join(", ", inputs.Concat(arguments.Select(TorchCall.CSharp)))})";
            }
        }

        return text;
    }

    private string Path(string member)
    {
        var parts = member.Split('.');
        return Identifiers.HasForm(parts[0]) ? $"{(_variables.Contains(parts[0]) ? "this." : "")}{Identifiers.Field(parts[0])}{string.Concat(parts.Skip(1).Select(static part => $"[\"{part}\"]"))}" : $"get_submodule(\"{member}\")";
    }
}
