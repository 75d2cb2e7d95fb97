using System.Reflection;
using Diglot.Formats;
using Diglot.Formats.Pickle;

namespace Diglot.Torch.Serialization;

/// <summary>Finds a constructor's arguments among the attributes that a stored module kept of them.</summary>
internal sealed class ModuleArguments
{
    /// <summary>Sizes that a parameter's shape shows, by the argument's name: parameter and axis. They bound what a damaged file can ask for.</summary>
    private static readonly Dictionary<string, (string Parameter, int Axis)> Sizes = new()
    {
        ["in_features"] = ("weight", 1),
        ["out_features"] = ("weight", 0),
        ["in1_features"] = ("weight", 1),
        ["in2_features"] = ("weight", 2),
        ["num_features"] = ("weight", 0),
        ["num_embeddings"] = ("weight", 0),
        ["embedding_dim"] = ("weight", 1),
        ["num_parameters"] = ("weight", 0),
    };

    private readonly PickleDict _attributes;
    private readonly PickleDict _parameters;
    private readonly Func<string, Exception> _fault;

    public ModuleArguments(ForeignObject stored, Func<string, Exception> fault)
    {
        (_attributes, _fault) = (stored.Attributes!, fault);
        _parameters = _attributes.TryGet<PickleDict>("_parameters", out var found) ? found : new();
    }

    public object?[] For(ConstructorInfo constructor) => [.. constructor.GetParameters().Select(For)];

    private object? For(ParameterInfo parameter)
    {
        var name = ModuleClasses.AttributeOf(parameter);
        if (parameter.ParameterType == typeof(DType))
        {
            return _parameters.Select(static entry => entry.Value).OfType<TensorData>().FirstOrDefault()?.Type ?? parameter.DefaultValue;
        }

        if (name == "bias" && !_attributes.TryGet(name, out _))
        {
            // The argument lives on as a parameter that is there or not.
            return _parameters.TryGet("bias", out var bias) ? bias is not null : parameter.DefaultValue;
        }

        if (parameter.ParameterType == typeof(Tensor))
        {
            return null;
        }

        if (!_attributes.TryGet(name, out var value))
        {
            // Versions before the argument existed did what its default says.
            return parameter.HasDefaultValue ? parameter.DefaultValue : throw _fault($"The module has its attribute '{name}'");
        }

        if (Sizes.TryGetValue(name, out var place) && value is long size && _parameters.TryGet<TensorData>(place.Parameter, out var weight)
            && (weight.Shape.Length <= place.Axis || weight.Shape[place.Axis] != size))
        {
            throw _fault($"'{name}' is axis {place.Axis} of '{place.Parameter}', which has the shape [{string.Join(", ", weight.Shape)}]; the file says {size}");
        }

        return Convert(value, parameter.ParameterType, out var converted) ? converted : throw _fault($"'{name}' is of the kind that the module takes; the file has {PickleText.Print(value)}");
    }

    private static bool Convert(object? value, Type type, out object? result)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        value = value is ForeignObject { Type: { Module: "torch", Name: "Size" }, Arguments: [PickleTuple lengths] } ? lengths : value;
        result = value switch
        {
            null => null,
            bool when plain == typeof(bool) => value,
            string when plain == typeof(string) => value,
            string mode when plain == typeof(ConvolutionPadding) => (ConvolutionPadding)mode,
            double when plain == typeof(double) => value,
            double number when plain == typeof(NumberOrTuple) => (NumberOrTuple)number,
            long number when plain == typeof(NumberOrTuple) => (NumberOrTuple)number,
            IEnumerable<object?> items when plain == typeof(NumberOrTuple) && items.All(static item => item is double or long) => (NumberOrTuple)items.Select(static item => System.Convert.ToDouble(item, null)).ToArray(),
            long number when plain == typeof(double) => (double)number,
            long and >= int.MinValue and <= int.MaxValue when plain == typeof(int) => (int)(long)value,
            long and >= int.MinValue and <= int.MaxValue => Whole((IntOrTuple)(int)(long)value, plain),
            IEnumerable<object?> items when items.All(static item => item is null or (long and >= int.MinValue and <= int.MaxValue)) => Whole(new IntOrTuple([.. items.Select(static item => (int?)(long?)item)]), plain),
            IEnumerable<object?> items when items.All(static item => item is double or long) && plain == typeof(double[]) => items.Select(static item => System.Convert.ToDouble(item, null)).ToArray(),
            _ => null,
        };
        return result is not null || (value is null && (!type.IsValueType || plain != type));
    }

    private static object? Whole(IntOrTuple numbers, Type type)
        => type == typeof(IntOrTuple) || type == typeof(object) ? numbers
            : type == typeof(ConvolutionPadding) ? (object)(ConvolutionPadding)numbers
            : type == typeof(int[]) ? numbers.ToArray()
            : null;
}
