using System.Reflection;
using System.Text.Json;
using Diglot.Golden.Running;
using Diglot.Torch.Optim;
using Diglot.Torch.Optim.Schedulers;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Makes a PyTorch scheduler from its class name and keyword arguments.</summary>
internal static class SchedulerFactory
{
    private static readonly Dictionary<string, Func<int, double>> Lambdas = new()
    {
        ["1/(1+0.1*e)"] = static e => 1 / (1 + (0.1 * e)),
        ["min(1.0, (e+1)/10)"] = static e => Math.Min(1.0, (e + 1) / 10.0),
        ["0.95 if e % 3 else 1.02"] = static e => e % 3 != 0 ? 0.95 : 1.02,
    };

    public static LRScheduler Make(string className, JsonElement arguments, Optimizer optimizer)
    {
        var type = typeof(LRScheduler).Assembly.GetType($"{typeof(LRScheduler).Namespace}.{className}") ?? throw new UnclaimedException($"torch.optim.lr_scheduler.{className}");
        var constructor = type.GetConstructors()[0];
        var parameters = constructor.GetParameters();
        foreach (var given in arguments.EnumerateObject().Where(given => parameters.All(parameter => parameter.Name != given.Name)))
        {
            throw new UnclaimedException($"torch.optim.lr_scheduler.{className}({given.Name}=…)");
        }

        try
        {
            return (LRScheduler)constructor.Invoke([.. parameters.Select(parameter => parameter.ParameterType == typeof(Optimizer) ? optimizer
                : arguments.TryGetProperty(parameter.Name!, out var value) ? Value(value, Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, optimizer) : parameter.DefaultValue)]);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            throw inner;
        }
    }

    private static object? Value(JsonElement value, Type type, Optimizer optimizer)
        => type == typeof(int) ? value.GetInt32()
            : type == typeof(double) ? value.ValueKind == JsonValueKind.Array ? throw new UnclaimedException("a scheduler with a list for the groups") : value.GetDouble()
            : type == typeof(bool) ? value.GetBoolean()
            : type == typeof(string) ? value.GetString()
            : type == typeof(int[]) ? value.EnumerateArray().Select(item => item.GetInt32()).ToArray()
            : type == typeof(LRScheduler[]) ? value.EnumerateArray().Select(item => Make(item[0].GetString()!, item[1], optimizer)).ToArray()
            : type == typeof(Func<int, double>) && Lambdas.TryGetValue(value.GetString()!, out var function) ? function
            : throw new UnclaimedException($"a scheduler with the argument {value}");
}
