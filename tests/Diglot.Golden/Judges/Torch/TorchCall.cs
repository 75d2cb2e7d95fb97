using System.Runtime.CompilerServices;
using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Running;
using Module = Diglot.Torch.Api.nn.Module;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Runs modules whatever their <c>forward</c> takes and gives, and flattens the results.</summary>
internal static class TorchCall
{
    public static Tensor[] Forward(Module module, Tensor[] inputs, JsonElement call)
    {
        var named = call.GetProperty("inputs").EnumerateArray().Any(entry => entry.ValueKind == JsonValueKind.String);
        var keywords = call.GetProperty("kwargs").EnumerateObject().Any();
        if (named || keywords || call.TryGetProperty("state_tuple", out var tuple) && tuple.ValueKind == JsonValueKind.True)
        {
            throw new UnclaimedException($"{module._get_name()} called with keywords");
        }

        var own = module.GetType().GetMethods().FirstOrDefault(method => method.Name == "forward_with_indices");
        if (own is not null && module.GetType().GetProperty("return_indices")?.GetValue(module) is true)
        {
            return Flatten(own.Invoke(module, [inputs[0]]));
        }

        return [module.forward(inputs[0], inputs.AsSpan(1))];
    }

    private static Tensor[] Flatten(object? result) => result switch
    {
        Tensor tensor => [tensor],
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i]))],
        IEnumerable<Tensor> list => [.. list],
        _ => [],
    };
}
