namespace Diglot.Torch.NN.Core;

/// <summary>The parameters, buffers and child modules of one module: its fields, and what was registered by name.</summary>
internal sealed class ModuleMembers(Module owner)
{
    private readonly ModuleFields _fields = ModuleFields.Of(owner.GetType());
    private readonly OrderedDictionary<string, Module?> _modules = [];
    private readonly OrderedDictionary<string, Tensor?> _parameters = [];
    private readonly OrderedDictionary<string, Tensor?> _buffers = [];
    private readonly HashSet<string> _transient = [];

    public void AddModule(string name, Module? module) => _modules[Valid(name, "module")] = module;

    public void AddParameter(string name, Tensor? parameter) => _parameters[Valid(name, "parameter")] = parameter is null ? null : ParameterMark.Set(parameter);

    public void AddBuffer(string name, Tensor? buffer, bool persistent)
    {
        _buffers[Valid(name, "buffer")] = buffer;
        if (persistent)
        {
            _transient.Remove(name);
        }
        else
        {
            _transient.Add(name);
        }
    }

    public void ClearModules() => _modules.Clear();

    public void ClearParameters() => _parameters.Clear();

    public bool IsPersistent(string buffer) => !_transient.Contains(buffer);

    public IEnumerable<(string Name, Module Module)> Modules() => Live(_fields.Modules, _modules, static (Module _) => true);

    /// <summary>A tensor in a field is a parameter if it was made one (<c>nn.Parameter</c>).</summary>
    public IEnumerable<(string Name, Tensor Parameter)> Parameters() => Live(_fields.Tensors, _parameters, ParameterMark.Has);

    public IEnumerable<(string Name, Tensor Buffer)> Buffers()
        => _buffers.Select(entry => (entry.Key, Field(_fields.Tensors, entry.Key) as Tensor ?? entry.Value)).Where(entry => entry.Item2 is not null)!;

    private IEnumerable<(string Name, T Value)> Live<T>((string Name, System.Reflection.FieldInfo Field)[] fields, OrderedDictionary<string, T?> registered, Func<T, bool> counts)
        where T : class
    {
        foreach (var (name, field) in fields)
        {
            if (field.GetValue(owner) is T value && (counts(value) || registered.ContainsKey(name)) && !(value is Tensor && _buffers.ContainsKey(name)))
            {
                yield return (name, value);
            }
        }

        foreach (var (name, value) in registered)
        {
            if (value is not null && Field(fields, name) is null)
            {
                yield return (name, value);
            }
        }
    }

    private object? Field((string Name, System.Reflection.FieldInfo Field)[] fields, string name)
    {
        foreach (var (known, field) in fields)
        {
            if (known == name)
            {
                return field.GetValue(owner);
            }
        }

        return null;
    }

    private static string Valid(string name, string kind)
        => name.Length == 0 ? throw new ArgumentException($"{kind} name can't be empty string \"\"", nameof(name))
            : name.Contains('.') ? throw new ArgumentException($"{kind} name can't contain \".\", got: {name}", nameof(name)) : name;
}
