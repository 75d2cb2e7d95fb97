using System.Reflection;
using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Running;
using Diglot.Torch.Optim;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Makes a PyTorch optimizer from its class name and keyword arguments.</summary>
internal static class OptimizerFactory
{
    public static Optimizer Make(string className, JsonElement arguments, Dictionary<string, Tensor> parameters)
    {
        var type = typeof(Optimizer).Assembly.GetType($"{typeof(Optimizer).Namespace}.{className}") ?? throw new UnclaimedException($"torch.optim.{className}");
        var grouped = arguments.TryGetProperty("groups", out var own) ? own.EnumerateObject().Select(group => group.Name).ToHashSet() : [];
        var groups = new List<ParameterGroup> { new(parameters.Where(entry => !grouped.Contains(entry.Key)).Select(entry => entry.Value)) };
        if (grouped.Count > 0)
        {
            groups.AddRange(own.EnumerateObject().Select(group => new ParameterGroup([parameters[group.Name]], group.Value.EnumerateObject().ToDictionary(option => option.Name, option => Option(option.Value)))));
        }

        var constructor = type.GetConstructors().First(candidate => candidate.GetParameters()[0].ParameterType == typeof(IEnumerable<ParameterGroup>));
        var values = constructor.GetParameters().Select(parameter => Value(parameter, arguments, groups)).ToArray();
        foreach (var given in arguments.EnumerateObject())
        {
            if (given.Name != "groups" && constructor.GetParameters().All(parameter => parameter.Name != given.Name))
            {
                throw new UnclaimedException($"torch.optim.{className}({given.Name}=…)");
            }
        }

        return (Optimizer)constructor.Invoke(values);
    }

    private static object? Value(ParameterInfo parameter, JsonElement arguments, List<ParameterGroup> groups)
    {
        if (parameter.ParameterType == typeof(IEnumerable<ParameterGroup>))
        {
            return groups;
        }

        return arguments.TryGetProperty(parameter.Name!, out var value) ? Option(value) : parameter.DefaultValue;
    }

    private static object? Option(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        JsonValueKind.Array => (value[0].GetDouble(), value[1].GetDouble()),
        _ => value.GetDouble(),
    };
}
