using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Conversion.Files;

namespace Diglot.Conversion.Source;

/// <summary>A PyTorch network as a Python program: an <c>nn.Sequential</c> with named members, or a class with <c>forward</c>.</summary>
internal sealed class TorchPython(TorchConversion converted, WeightsFile weights) : TorchSource(converted, weights)
{
    private readonly SourceWriter _out = new("#");

    private string Builder => Plan.IsSequential ? Identifiers.Function(ClassName) : ClassName;

    /// <summary>The whole program.</summary>
    public string Write()
    {
        foreach (var line in Heading("PyTorch", "python model.py"))
        {
            _out.Comment(line);
        }

        var outline = Plan.IsSequential ? null : TorchOutline.Of(Plan);
        if ((outline is null && !IsNumbered) || outline?.Members.Any(NeedsNames) == true)
        {
            _out.Line("from collections import OrderedDict");
            _out.Line();
        }

        if (Weights.Format == TargetFormat.Npz)
        {
            _out.Line("import numpy as np");
        }

        _out.Line("import torch");
        if (outline is not null && NeedsFunctional(outline.Steps))
        {
            _out.Line("import torch.nn.functional as F");
        }

        if (Weights.Format == TargetFormat.Safetensors)
        {
            _out.Line("from safetensors.torch import load_file");
        }

        _out.Line("from torch import nn");
        Paragraphs();
        if (outline is null)
        {
            Sequential();
        }
        else
        {
            Class(outline);
        }

        Paragraphs();
        Load();
        Training();
        Paragraphs();
        Main();
        return _out.ToString();
    }

    private void Sequential()
    {
        _out.Line($"def {Builder}():");
        _out.Indented(() =>
        {
            _out.Line(IsNumbered ? "return nn.Sequential(" : "return nn.Sequential(OrderedDict([", Shape(Graph.Inputs[0]));
            _out.Items([.. Plan.Steps.Select(step => (Item(step.Member!.Name, Made(step.Member), IsNumbered), ShapeRemark(step.Inputs[0], step.Output)))], commaAtEnd: true);
            _out.Line(IsNumbered ? ")" : "]))");
        });
    }

    private void Class(TorchOutline outline)
    {
        var lines = Lines(outline);
        _out.Line($"class {ClassName}(nn.Module):");
        _out.Indented(() =>
        {
            _out.Line("def __init__(self):");
            _out.Indented(() =>
            {
                _out.Line("super().__init__()");
                foreach (var member in outline.Members)
                {
                    Declare(member);
                }
            });
            var frozen = Plan.Members.Where(static member => member.StaysInEvaluation).ToArray();
            if (frozen.Length > 0)
            {
                _out.Line();
                _out.Line("def train(self, mode=True):");
                _out.Indented(() =>
                {
                    _out.Line("super().train(mode)");
                    foreach (var member in frozen)
                    {
                        _out.Line($"{Path(member.Name)}.eval()", "frozen: stored statistics in training too");
                    }

                    _out.Line("return self");
                });
            }

            _out.Line();
            _out.Line($"def forward(self, {string.Join(", ", lines.Inputs)}):", string.Join(", ", Graph.Inputs.Select(Shape)));
            _out.Indented(() =>
            {
                foreach (var (i, line) in lines.Lines.Index())
                {
                    var isResult = i == lines.Lines.Count - 1 && lines.EndsInOutput;
                    _out.Line($"{(isResult ? "return" : $"{line.Output} =")} {Expression(line)}", ShapeRemark(line.Steps[0].Inputs[0], line.Value));
                }

                if (!lines.EndsInOutput)
                {
                    _out.Line($"return {string.Join(", ", lines.Outputs)}");
                }
            });
        });
    }

    private void Declare(TorchGroup member)
    {
        if (!Identifiers.IsPython(member.Name))
        {
            Bracketed($"self.add_module(\"{member.Name}\", ", member, ")");
            return;
        }

        Bracketed($"self.{member.Name} = ", member, "");
    }

    // A module on one line; a group with a line for each of its modules.
    private void Bracketed(string before, TorchGroup member, string behind)
    {
        if (member.Module is { } module)
        {
            _out.Line(before + Made(module) + behind);
            return;
        }

        var (isNumbered, needsNames) = (IsNumberedGroup(member), NeedsOrder(member));
        _out.Line(before + (member.IsSequential ? needsNames ? "nn.Sequential(OrderedDict([" : "nn.Sequential(" : "nn.ModuleDict({"));
        _out.Indented(() =>
        {
            foreach (var child in member.Children)
            {
                Bracketed(isNumbered ? "" : member.IsSequential ? $"(\"{child.Name}\", " : $"\"{child.Name}\": ", child, isNumbered ? "," : member.IsSequential ? ")," : ",");
            }
        });
        _out.Line((member.IsSequential ? needsNames ? "]))" : ")" : "})") + behind);
    }

    private static bool IsNumberedGroup(TorchGroup group) => group.IsSequential && group.Children.Index().All(static child => child.Item.Name == child.Index.ToString());

    private static bool NeedsOrder(TorchGroup group) => group.IsSequential && !IsNumberedGroup(group);

    private static bool NeedsNames(TorchGroup group) => NeedsOrder(group) || group.Children.Any(NeedsNames);

    private static string Item(string name, string made, bool isNumbered) => isNumbered ? made : $"(\"{name}\", {made})";

    // PyTorch has had ZeroPad1d and ZeroPad3d since 2.1, what they do for ever.
    private static TorchCall Known(TorchCall call) => call.ClassName is "ZeroPad1d" or "ZeroPad3d" ? new(call.ClassName.Replace("Zero", "Constant", StringComparison.Ordinal), [.. call.Arguments, (null, 0.0)]) : call;

    private static string Made(TorchMember member) => Known(member.Call).ToPython() + (IsFrozen(member) ? ".requires_grad_(False)" : "");

    private static string Expression(SourceLine<TorchSourceStep> line)
    {
        var text = "";
        foreach (var (i, step) in line.Steps.Index())
        {
            var inputs = i == 0 ? line.Inputs : [text];
            if (step.Operation is { } operation)
            {
                text = operation.ToPython(inputs);
            }
            else if (step.Member is { } member)
            {
                text = $"{Path(member)}({string.Join(", ", inputs)})";
            }
            else
            {
                var (function, arguments) = TorchFunctions.Of(step.Call!);
                text = $"{function}({string.Join(", ", inputs.Concat(arguments.Select(TorchCall.Python)))})";
            }
        }

        return text;
    }

    private static string Path(string member)
    {
        var parts = member.Split('.');
        return Identifiers.IsPython(parts[0]) ? $"self.{parts[0]}{string.Concat(parts.Skip(1).Select(static part => $"[\"{part}\"]"))}" : $"self.get_submodule(\"{member}\")";
    }

    private void Load()
    {
        _out.Line($"def load(path=\"{Weights.Name}\"):");
        _out.Indented(() =>
        {
            if (Weights.WholeModule)
            {
                _out.Line("return torch.load(path, weights_only=False).eval()", "the whole module; it needs no model.py");
                return;
            }

            _out.Line($"model = {Builder}()");
            _out.Line($"model.load_state_dict({Weights.Format switch
            {
                TargetFormat.Safetensors => "load_file(path)",
                TargetFormat.Npz => "{name: torch.from_numpy(array) for name, array in np.load(path).items()}",
                _ when Weights.Checkpoint => "torch.load(path)[\"model\"]",
                _ => "torch.load(path, weights_only=True)",
            }})");
            _out.Line("return model.eval()");
        });
    }

    private void Training()
    {
        var (losses, optimizer) = (Losses(), Optimizer());
        if (losses.Count == 0 && optimizer is null)
        {
            return;
        }

        Paragraphs();
        _out.Line("def training(model):", "as the source was compiled");
        _out.Indented(() =>
        {
            foreach (var (i, (call, usage)) in losses.Index())
            {
                _out.Line($"loss{(losses.Count > 1 ? $"_{i}" : "")} = {call.ToPython()}", usage.Split(';')[0]);
            }

            if (optimizer is not null)
            {
                var text = optimizer.ToPython();
                _out.Line($"optimizer = torch.optim.{optimizer.ClassName}(model.parameters(), {text[(text.IndexOf('(') + 1)..]}");
                if (Weights.Checkpoint)
                {
                    _out.Line($"optimizer.load_state_dict(torch.load(\"{Weights.Name}\")[\"optimizer\"])");
                }
            }

            _out.Line($"return {string.Join(", ", losses.Select((_, i) => losses.Count > 1 ? $"loss_{i}" : "loss").Concat(optimizer is null ? [] : ["optimizer"]))}");
        });
    }

    private void Main()
    {
        _out.Line("if __name__ == \"__main__\":");
        _out.Indented(() =>
        {
            _out.Line("model = load()");
            _out.Line("print(model)");
            var names = Graph.Inputs.Select((_, i) => Graph.Inputs.Count == 1 ? "x" : $"x{i}").ToArray();
            foreach (var (name, input) in names.Zip(Graph.Inputs))
            {
                var lengths = string.Join(", ", Example(input));
                _out.Line($"{name} = {(input.Type.IsFloatingPoint ? $"torch.rand({lengths})" : $"torch.zeros({lengths}, dtype=torch.long)")}");
            }

            _out.Line("with torch.no_grad():");
            var call = $"model({string.Join(", ", names)})";
            _out.Indented(() => _out.Line(Graph.Outputs.Count == 1 ? $"print({call}.shape)" : $"print(*(y.shape for y in {call}))"));
        });
    }

    private void Paragraphs()
    {
        _out.Line();
        _out.Line();
    }
}
