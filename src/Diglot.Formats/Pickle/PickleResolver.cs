namespace Diglot.Formats.Pickle;

/// <summary>
/// Decides what the names in a pickle stand for. This base knows Python's own data types; a format derives from it to add its
/// own (tensors, arrays). Whatever it does not know becomes an inert <see cref="ForeignObject"/> or is refused.
/// </summary>
public abstract class PickleResolver
{
    /// <summary>Knows Python's own data types only.</summary>
    public static PickleResolver Plain { get; } = new PlainResolver();

    /// <summary>What the next pickle may make.</summary>
    internal virtual PickleBudget NewBudget() => new();

    /// <summary>A name met in the pickle.</summary>
    /// <exception cref="FileFormatException">The name stands for something that runs code (<see cref="FileFault.RefusedCode"/>).</exception>
    public virtual ForeignReference Resolve(string module, string name)
    {
        module = module switch
        {
            "__builtin__" => "builtins",
            "copy_reg" => "copyreg",
            _ => module,
        };
        return PythonModules.MayName(module, name) ? new ForeignReference(module, name) : throw Refuse($"{module}.{name}");
    }

    /// <summary>The result of calling a class or function.</summary>
    public virtual object? Call(ForeignReference callee, PickleTuple arguments)
    {
        if (PythonData.TryCall(callee, arguments, out var result))
        {
            return result;
        }

        // By Python's convention classes have capitals; a function of unknown effect is refused.
        var name = callee.Name[(callee.Name.LastIndexOf('.') + 1)..].TrimStart('_');
        return (name.Length > 0 && char.IsUpper(name[0])) || PythonModules.IsPlainData(callee.Module) || callee.Name.EndsWith("_ctor", StringComparison.Ordinal)
            ? ForeignObject.FromCall(callee, arguments)
            : throw Refuse(callee.FullName);
    }

    /// <summary>A new object of a class, before its state is set.</summary>
    public virtual object? Create(ForeignReference type, PickleTuple arguments, PickleDict? keywords)
        => keywords is null && PythonData.TryCall(type, arguments, out var result) ? result : new ForeignObject(type, arguments, keywords);

    /// <summary>Sets the state of an object that this resolver made; false if it is not one of its own.</summary>
    public virtual bool SetState(object target, object? state) => false;

    /// <summary>What a persistent id stands for: something kept outside the pickle.</summary>
    public virtual object? LoadPersistent(object? id)
        => throw new FileFormatException(FileFault.Invalid, "A plain pickle refers to nothing outside itself", "pickle", received: $"persistent id {PickleText.Print(id)}");

    /// <summary>The error for a pickle that would have code run.</summary>
    protected static FileFormatException Refuse(string name) => new(
        FileFault.RefusedCode,
        $"The file asks to use '{name}', and nothing that runs code is ever called or imported",
        "pickle",
        remedy: "Do not open this file in Python either, unless you trust its maker; ask for a state_dict or a .safetensors file.");

    private sealed class PlainResolver : PickleResolver;
}
