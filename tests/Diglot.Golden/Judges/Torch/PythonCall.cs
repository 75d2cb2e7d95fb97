using System.Reflection;
using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Running;
using Diglot.Tensors;
using Diglot.Torch.Tensors;
using Module = Diglot.Torch.Api.nn.Module;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Calls a constructor or method with arguments as Python gives them: some by position, some by keyword, the rest at their defaults.</summary>
/// <param name="tensor">Finds the tensor that <c>{"tensor": name}</c> stands for.</param>
internal sealed class PythonCall(Func<string, Tensor> tensor)
{
    /// <summary>Makes the module that <c>{"class", "args", "kwargs"}</c> describes.</summary>
    /// <exception cref="UnclaimedException">There is no such class, or none of its constructors takes these arguments.</exception>
    public Module Make(JsonElement description)
    {
        var name = description.GetProperty("class").GetString()!.Split('.')[^1];
        var type = typeof(Diglot.Torch.Api).Assembly.GetTypes().FirstOrDefault(type => type.Name == name && type.IsAssignableTo(typeof(Module)) && type.IsPublic)
            ?? throw new UnclaimedException(description.GetProperty("class").GetString()!);
        var constructors = type.GetConstructors();
        return (Module)Invoke(name, constructors, description.GetProperty("args"), description.GetProperty("kwargs"), null)!;
    }

    /// <summary>Calls the first of several methods that takes these arguments.</summary>
    public object? Invoke(string name, IReadOnlyCollection<MethodBase> candidates, JsonElement args, JsonElement kwargs, object? self)
    {
        foreach (var candidate in candidates.OrderBy(candidate => candidate.GetParameters().Length))
        {
            if (Bind(candidate, args, kwargs) is { } values)
            {
                try
                {
                    return candidate is ConstructorInfo constructor ? constructor.Invoke(values) : candidate.Invoke(self, values);
                }
                catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
                {
                    System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
                }
            }
        }

        throw new UnclaimedException($"{name}({args}, {kwargs})");
    }

    private object?[]? Bind(MethodBase method, JsonElement args, JsonElement kwargs)
    {
        var parameters = method.GetParameters();
        if (parameters.Any(parameter => parameter.ParameterType.IsByRefLike))
        {
            return null;
        }

        var given = args.EnumerateArray().ToArray();
        var values = new object?[parameters.Length];
        var used = 0;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            if (parameter.IsDefined(typeof(ParamArrayAttribute)) && !kwargs.TryGetProperty(parameter.Name!, out _))
            {
                var element = parameter.ParameterType.GetElementType()!;
                var rest = given.Skip(i).ToArray();
                if (rest.Length == 1 && rest[0].ValueKind == JsonValueKind.Array)
                {
                    rest = [.. rest[0].EnumerateArray()];
                }

                var list = Array.CreateInstance(element, rest.Length);
                for (var k = 0; k < rest.Length; k++)
                {
                    if (!Convert(rest[k], element, out var item))
                    {
                        return null;
                    }

                    list.SetValue(item, k);
                }

                (values[i], used) = (list, given.Length);
                continue;
            }

            JsonElement value;
            if (i < given.Length)
            {
                (value, used) = (given[i], used + 1);
            }
            else if (!kwargs.TryGetProperty(parameter.Name!, out value))
            {
                if (!parameter.HasDefaultValue)
                {
                    return null;
                }

                values[i] = parameter.DefaultValue;
                continue;
            }

            if (!Convert(value, parameter.ParameterType, out values[i]))
            {
                return null;
            }
        }

        // A list of objects stands for Python's *args and **kwargs.
        var takesAll = parameters.Any(parameter => parameter.ParameterType == typeof(object[]) && parameter.IsDefined(typeof(ParamArrayAttribute)));
        var known = parameters.Select(parameter => parameter.Name).ToHashSet();
        return used == given.Length && kwargs.EnumerateObject().All(keyword => takesAll || known.Contains(keyword.Name)) ? values : null;
    }

    private bool Convert(JsonElement value, Type type, out object? result)
    {
        result = null;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return !type.IsValueType || plain != type;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            result = Special(value);
            return result is not null && (plain.IsInstanceOfType(result) || (result is double number && plain == typeof(Scalar) && (result = (Scalar)number) is not null));
        }

        var converted = value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => plain == typeof(bool) || plain == typeof(object) ? value.GetBoolean() : null,
            JsonValueKind.String => plain == typeof(string) || plain == typeof(object) ? value.GetString()
                : plain == typeof(DType) && Enum.TryParse<DType>(value.GetString()!.Replace("torch.", string.Empty), true, out var dtype) ? dtype : Implicit(plain, value.GetString()!),
            JsonValueKind.Number => Number(value, plain),
            JsonValueKind.Array => List(value, plain),
            _ => null,
        };
        result = converted;
        return converted is not null;
    }

    private object? Special(JsonElement value)
    {
        if (value.TryGetProperty("tensor", out var name))
        {
            return tensor(name.GetString()!);
        }

        if (value.TryGetProperty("class", out _))
        {
            return Make(value);
        }

        return value.TryGetProperty("dtype", out var dtype) ? Enum.Parse<DType>(dtype.GetString()!.Replace("torch.", string.Empty), true)
            : value.TryGetProperty("float", out var number) ? (number.GetString()!.TrimStart('-') == "inf" ? (number.GetString()![0] == '-' ? double.NegativeInfinity : double.PositiveInfinity) : double.NaN)
            : null;
    }

    private static object? Number(JsonElement value, Type type)
    {
        var whole = value.TryGetInt64(out var number) && !value.GetRawText().Contains('.') && !value.GetRawText().Contains('e');
        return type == typeof(double) ? value.GetDouble()
            : type == typeof(int) ? whole ? (int)number : null
            : type == typeof(long) ? whole ? number : null
            : type == typeof(Scalar) ? whole ? (Scalar)number : (Scalar)value.GetDouble()
            : type == typeof(object) ? whole ? (object)(int)number : value.GetDouble()
            : (whole ? Implicit(type, (int)number) : null) ?? Implicit(type, value.GetDouble());
    }

    private object? List(JsonElement value, Type type)
    {
        var items = value.EnumerateArray().ToArray();
        if (type == typeof(IntOrTuple) || type.GetMethods().Any(method => method.Name == "op_Implicit" && method.GetParameters()[0].ParameterType == typeof(IntOrTuple)))
        {
            if (items.Any(item => item.ValueKind != JsonValueKind.Null && !(item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _))))
            {
                return null;
            }

            var numbers = new IntOrTuple([.. items.Select(item => item.ValueKind == JsonValueKind.Null ? (int?)null : item.GetInt32())]);
            return type == typeof(IntOrTuple) ? numbers : Implicit(type, numbers);
        }

        if (type == typeof(NumberOrTuple))
        {
            return items.All(item => item.ValueKind == JsonValueKind.Number) ? (object)(NumberOrTuple)items.Select(item => item.GetDouble()).ToArray() : null;
        }

        if (type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)))
        {
            var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
            var list = Array.CreateInstance(element, items.Length);
            for (var i = 0; i < items.Length; i++)
            {
                if (!Convert(items[i], element, out var item))
                {
                    return null;
                }

                list.SetValue(item, i);
            }

            return list;
        }

        return null;
    }

    private static object? Implicit(Type type, object value)
        => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(method => method.Name == "op_Implicit" && method.ReturnType == type && method.GetParameters()[0].ParameterType == value.GetType())
            ?.Invoke(null, [value]);
}
