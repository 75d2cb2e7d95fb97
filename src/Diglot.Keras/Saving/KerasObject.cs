using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Saving;

/// <summary>
/// Objects to and from configurations. Constructor parameters carry Keras's own names, so a configuration is read by
/// handing each key to the parameter of that name; classes need no reading code of their own.
/// </summary>
public static class KerasObject
{
    /// <summary>The object as Keras writes it, or null.</summary>
    public static JsonObject? Serialize(IKerasObject? value) => value is null ? null : new JsonObject
    {
        ["module"] = value.Module,
        ["class_name"] = value.ClassName,
        ["config"] = value.get_config(),
        ["registered_name"] = null,
    };

    /// <summary>Makes an object of a class from its configuration.</summary>
    /// <exception cref="ConfigException">A key is unknown, missing, or its value does not fit.</exception>
    public static object Construct(Type type, JsonObject config)
    {
        var constructor = type.GetConstructors()[0];
        var parameters = constructor.GetParameters();
        foreach (var (key, value) in config)
        {
            if (value is not null && !parameters.Any(parameter => parameter.Name == key))
            {
                throw new ConfigException($"{type.Name} has no argument '{key}' (value {value.ToJsonString()}).{Choices.Suggest(key, parameters.Select(static parameter => parameter.Name!))}");
            }
        }

        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            arguments[i] = Argument(type, parameters[i], config);
        }

        try
        {
            return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }
        catch (ArgumentException exception) when (exception is not ConfigException)
        {
            throw new ConfigException($"{type.Name}: {exception.Message}", exception);
        }
    }

    /// <summary>Makes an object of a class found by its name.</summary>
    /// <param name="node">The class name alone, or <c>{"class_name", "config"}</c>.</param>
    /// <param name="kind">What kind of object is read, for messages: "initializer".</param>
    /// <param name="classes">The classes of that kind by name; several names may mean one class.</param>
    public static T Deserialize<T>(JsonNode node, string kind, IReadOnlyDictionary<string, Type> classes)
        where T : class
    {
        var (name, config) = node switch
        {
            JsonValue value when value.TryGetValue<string>(out var text) => (text, null),
            // Functions are written as such, with their name as configuration.
            JsonObject value when (string?)value["class_name"] == "function" && value["config"] is JsonValue function => ((string?)function, null),
            JsonObject value => ((string?)value["class_name"], value["config"] as JsonObject),
            _ => (null, null),
        };
        if (name is null)
        {
            throw new ConfigException($"Expected a {kind}: its name, or an object with class_name and config; received {node.ToJsonString()}.");
        }

        return classes.TryGetValue(name, out var type)
            ? (T)Construct(type, config ?? [])
            : throw new ConfigException($"Unknown {kind} '{name}'.{Choices.Suggest(name, classes.Keys)}");
    }

    private static object? Argument(Type type, ParameterInfo parameter, JsonObject config)
    {
        if (config.TryGetPropertyValue(parameter.Name!, out var node) && (node is not null || !parameter.HasDefaultValue))
        {
            try
            {
                return node is null ? null : Value(parameter.ParameterType, node);
            }
            catch (Exception exception) when (exception is InvalidOperationException or FormatException or OverflowException)
            {
                throw new ConfigException($"{type.Name}: the value of '{parameter.Name}' is not a {parameter.ParameterType.Name}: {node!.ToJsonString()}.", exception);
            }
        }

        // A null stands for "none" where the parameter may be null, and for the default where it may not.
        return !parameter.HasDefaultValue
            ? throw new ConfigException($"{type.Name} needs the argument '{parameter.Name}', which its configuration lacks.")
            : node is null && config.ContainsKey(parameter.Name!) && IsNullable(parameter) ? null
            : parameter.DefaultValue ?? (parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? Activator.CreateInstance(parameter.ParameterType) : null);
    }

    private static bool IsNullable(ParameterInfo parameter)
        => !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null;

    private static object Value(Type type, JsonNode node)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(int) ? Number<int>(node)
            : type == typeof(long) ? Number<long>(node)
            : type == typeof(double) ? Number<double>(node)
            : type == typeof(bool) ? node.GetValue<bool>()
            : type == typeof(string) ? node.GetValue<string>()
            : type == typeof(int[]) ? node is JsonArray list ? list.Select(static item => Number<int>(item!)).ToArray() : [Number<int>(node)]
            : type == typeof(double[]) ? node is JsonArray numbers ? numbers.Select(static item => Number<double>(item!)).ToArray() : [Number<double>(node)]
            : Reader(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [node], null)!;
    }

    /// <summary>A number of any type that holds it: a node made from an int gives no long by itself, one read from text does.</summary>
    private static T Number<T>(JsonNode node)
        => node is JsonValue value && !value.TryGetValue<T>(out _) && value.GetValueKind() == JsonValueKind.Number ? JsonNode.Parse(value.ToJsonString())!.GetValue<T>() : node.GetValue<T>();

    private static MethodInfo Reader(Type type) => type.GetMethod("FromConfig", BindingFlags.Public | BindingFlags.Static, [typeof(JsonNode)])
        ?? throw new InvalidOperationException($"{type.Name} cannot be read from a configuration: it does not implement {nameof(IConfigValue<>)}.");
}
