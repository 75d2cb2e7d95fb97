using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Table <c>losses/torch</c>: value and gradients of each loss class.</summary>
public sealed class TorchLosses : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["losses/torch"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var tensors = golden.Tensors;
        var keywords = new Dictionary<string, object?>();
        foreach (var argument in golden.Json.GetProperty("args").EnumerateObject())
        {
            keywords[argument.Name] = argument.Value.ValueKind == JsonValueKind.String && argument.Value.GetString() == "tensor"
                ? new { tensor = "arg." + argument.Name }
                : argument.Value;
        }

        var description = JsonSerializer.SerializeToElement(new { @class = golden.Text("class"), args = Array.Empty<int>(), kwargs = keywords });
        var loss = new PythonCall(name => new Tensor(tensors[name])).Make(description);
        foreach (var (name, parameter) in loss.named_parameters())
        {
            parameter.Detach().CopyFrom(new Tensor(tensors["weight." + name]));
        }

        var names = golden.Json.GetProperty("inputs").EnumerateArray().Select(name => name.GetString()!).ToArray();
        var inputs = names.Select(name => new Tensor(tensors[name].Copy(), requiresGrad: tensors.Has("grad." + name))).ToArray();
        var value = loss.forward(inputs[0], inputs.AsSpan(1));
        comparison.Same("value", tensors["value"], value.Data);
        if (!value.RequiresGrad)
        {
            return;
        }

        (tensors.Has("cotangent") ? (value * new Tensor(tensors["cotangent"])).Sum() : value).Backward();
        foreach (var (name, input) in names.Zip(inputs))
        {
            if (tensors.Has("grad." + name))
            {
                comparison.Same("grad." + name, tensors["grad." + name], input.Grad!.Data);
            }
        }
    }
}
