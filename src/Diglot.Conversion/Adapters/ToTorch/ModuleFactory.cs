using System.Reflection;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>Live modules from constructor calls.</summary>
internal static class ModuleFactory
{
    private static readonly Dictionary<string, Type> Classes = typeof(nn.Module).Assembly.GetTypes()
        .Where(static type => typeof(nn.Module).IsAssignableFrom(type) && type is { IsAbstract: false, IsPublic: true })
        .ToDictionary(static type => type.Name);

    /// <summary>Whether there is a module of this class.</summary>
    public static bool Has(string className) => Classes.ContainsKey(className);

    /// <summary>Makes the module of a call.</summary>
    public static nn.Module Make(TorchCall call, string path)
    {
        if (!Classes.TryGetValue(call.ClassName, out var type))
        {
            throw new ConversionRefusedException(path, $"there is no live module nn.{call.ClassName} here", "Write a file or source instead of a live module.", $"nn.{call.ClassName}");
        }

        var constructor = type.GetConstructors().MaxBy(static constructor => constructor.GetParameters().Length)!;
        var parameters = constructor.GetParameters();
        var values = parameters.Select(static parameter => parameter.HasDefaultValue ? parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null) : null).ToArray();
        foreach (var (i, (name, value)) in call.Arguments.Index())
        {
            var place = name is null ? i : Array.FindIndex(parameters, parameter => parameter.Name == name);
            if (place < 0 || place >= parameters.Length)
            {
                throw new ArgumentException($"nn.{call.ClassName} has no argument {name ?? $"number {i + 1}"}.");
            }

            values[place] = Convert(value, parameters[place].ParameterType);
        }

        return (nn.Module)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, values, null);
    }

    private static object? Convert(object? value, Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || inner.IsInstanceOfType(value))
        {
            return value;
        }

        if (inner == typeof(double))
        {
            return System.Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (inner == typeof(Diglot.Torch.Tensors.NumberOrTuple) && value is int or int[])
        {
            value = value is int[] whole ? Array.ConvertAll(whole, static number => (double)number) : (double)(int)value;
        }

        return Implicit(value, inner) ?? Implicit(Implicit(value, typeof(Diglot.Torch.Tensors.IntOrTuple)), inner)
            ?? throw new ArgumentException($"A {value.GetType().Name} does not fit an argument of type {inner.Name}.");
    }

    private static object? Implicit(object? value, Type type) => value is null ? null
        : type.IsInstanceOfType(value) ? value
        : type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(method => method.Name == "op_Implicit" && method.ReturnType == type && method.GetParameters()[0].ParameterType == value.GetType())?.Invoke(null, [value]);
}
