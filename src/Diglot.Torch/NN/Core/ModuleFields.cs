using System.Collections.Concurrent;
using System.Reflection;

namespace Diglot.Torch.NN.Core;

/// <summary>The fields of a module class that can hold modules or tensors, in declaration order, base class first; found once a class.</summary>
internal sealed class ModuleFields
{
    private static readonly ConcurrentDictionary<Type, ModuleFields> Known = new();

    private ModuleFields(Type type)
    {
        var chain = new Stack<Type>();
        for (var level = type; level is not null && level != typeof(Module); level = level.BaseType)
        {
            chain.Push(level);
        }

        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        // Tokens rise with the declarations; a program compiled ahead of time has none, and lists its fields as declared.
        var fields = chain.SelectMany(level => level.GetFields(Own).OrderBy(static field => field.HasMetadataToken() ? field.MetadataToken : 0)).ToArray();
        Modules = [.. fields.Where(field => typeof(Module).IsAssignableFrom(field.FieldType)).Select(field => (NameOf(field), field))];
        Tensors = [.. fields.Where(field => field.FieldType == typeof(Tensor)).Select(field => (NameOf(field), field))];
        Overrides = [.. Enumerable.Range(1, 3).Select(inputs => ForwardsOf(chain, inputs))];
    }

    public (string Name, FieldInfo Field)[] Modules { get; }

    public (string Name, FieldInfo Field)[] Tensors { get; }

    /// <summary>For one, two and three inputs, the class's own <c>forward</c> and those it overrides, the most derived first.</summary>
    public MethodInfo[][] Overrides { get; }

    public static ModuleFields Of(Type type) => Known.GetOrAdd(type, static type => new(type));

    private static MethodInfo[] ForwardsOf(Stack<Type> chain, int inputs)
        => [.. chain.Reverse().Select(level => level.GetMethod("forward", BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly, [.. Enumerable.Repeat(typeof(Tensor), inputs)]))
            .Where(method => method is { IsVirtual: true } && method.GetBaseDefinition().DeclaringType == typeof(ModuleDefinition))!];

    /// <summary>An automatic property's field carries the property's name.</summary>
    private static string NameOf(FieldInfo field)
        => field.Name.StartsWith('<') && field.Name.IndexOf('>') is var end and > 0 ? field.Name[1..end] : field.Name;
}
