using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Golden.Running;
using Diglot.Keras.Saving;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Makes objects of Keras by class name and keyword arguments.</summary>
internal static class KerasClasses
{
    /// <summary>An object of a class below the namespace of a base class.</summary>
    /// <exception cref="UnclaimedException">There is no such class.</exception>
    public static T Make<T>(string className, JsonElement arguments, string module)
        => Make<T>(className, JsonNode.Parse(arguments.GetRawText()) as JsonObject ?? [], module);

    /// <inheritdoc cref="Make{T}(string, JsonElement, string)"/>
    public static T Make<T>(string className, JsonObject arguments, string module)
    {
        var type = typeof(T).Assembly.GetType($"{typeof(T).Namespace}.{className}");
        return type is { IsPublic: true, IsAbstract: false } && type.IsAssignableTo(typeof(T))
            ? (T)KerasObject.Construct(type, arguments)
            : throw new UnclaimedException($"{module}.{className}");
    }
}
