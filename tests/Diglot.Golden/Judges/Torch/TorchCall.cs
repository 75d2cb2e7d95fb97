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
        var names = call.GetProperty("inputs").EnumerateArray().Select(entry => entry.GetString()).ToArray();
        if (names.Any(name => name is not null) || call.GetProperty("kwargs").EnumerateObject().Any())
        {
            return ByKeyword(module, inputs, names, call.GetProperty("kwargs"));
        }

        if (call.TryGetProperty("state_tuple", out var tuple) && tuple.ValueKind == JsonValueKind.True)
        {
            throw new UnclaimedException($"{module._get_name()} called with a tuple");
        }

        var own = module.GetType().GetMethods().FirstOrDefault(method => method.Name == "forward_with_indices");
        if (own is not null && module.GetType().GetProperty("return_indices")?.GetValue(module) is true)
        {
            return Flatten(own.Invoke(module, [inputs[0]]));
        }

        return [module.forward(inputs[0], inputs.AsSpan(1))];
    }

    /// <summary>Calls the <c>forward</c> that has parameters of these names, the others at null.</summary>
    private static Tensor[] ByKeyword(Module module, Tensor[] inputs, string?[] names, JsonElement kwargs)
    {
        foreach (var method in module.GetType().GetMethods().Where(method => method.Name == "forward" && method.DeclaringType != typeof(Module)))
        {
            var parameters = method.GetParameters();
            var values = new object?[parameters.Length];
            var used = 0;
            for (var i = 0; i < inputs.Length; i++)
            {
                var place = names[i] is { } name ? Array.FindIndex(parameters, parameter => parameter.Name == name) : i;
                if (place >= 0 && place < parameters.Length && parameters[place].ParameterType == typeof(Tensor))
                {
                    (values[place], used) = (inputs[i], used + 1);
                }
            }

            foreach (var keyword in kwargs.EnumerateObject())
            {
                var place = Array.FindIndex(parameters, parameter => parameter.Name == keyword.Name && parameter.ParameterType == typeof(int[]));
                if (place >= 0 && keyword.Value.ValueKind == JsonValueKind.Array)
                {
                    (values[place], used) = (keyword.Value.EnumerateArray().Select(number => number.GetInt32()).ToArray(), used + 1);
                }
            }

            if (used == inputs.Length + kwargs.EnumerateObject().Count() && values[0] is not null && (used == parameters.Length || names.Any(name => name is not null)))
            {
                return Flatten(method.Invoke(module, values));
            }
        }

        throw new UnclaimedException($"{module._get_name()} called with keywords");
    }

    private static Tensor[] Flatten(object? result) => result switch
    {
        Tensor tensor => [tensor],
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i]))],
        IEnumerable<Tensor> list => [.. list],
        _ => [],
    };
}
