using System.Reflection;
using Diglot.Formats;
using Diglot.Formats.Pickle;
using Diglot.Formats.TorchArchive;
using Diglot.Torch.Functional;
using Diglot.Torch.NN.Containers;
using Diglot.Torch.NN.Core;

namespace Diglot.Torch.Serialization;

/// <summary>
/// Builds a network from the file of a whole module (<c>torch.save(net, path)</c>). The file names classes and their attributes; each class
/// of <c>torch.nn</c> known here is constructed from the attributes that its constructor's arguments became, and takes the stored tensors.
/// Nothing of the file is executed; a class not known here is refused by its name.
/// </summary>
public sealed class ModuleReader
{
    private static readonly string[] Hooks = ["_forward_pre_hooks", "_forward_hooks", "_backward_pre_hooks", "_backward_hooks"];

    private readonly ValueUnpacker _values;
    private readonly Func<ForeignObject, ModuleReader, Module?>? _other;
    private readonly Dictionary<ForeignObject, Module> _made = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ForeignObject> _open = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes a reader.</summary>
    /// <param name="other">Builds modules of classes that <c>torch.nn</c> does not have, or returns null; given the object and this reader, which builds what lies inside.</param>
    public ModuleReader(Func<ForeignObject, ModuleReader, Module?>? other = null)
        : this(new ValueUnpacker(), other)
    {
    }

    internal ModuleReader(ValueUnpacker values, Func<ForeignObject, ModuleReader, Module?>? other = null) => (_values, _other) = (values, other);

    /// <summary>Builds the network of a file.</summary>
    /// <param name="path">The file, of the zip form or of that before PyTorch 1.6.</param>
    /// <exception cref="FileFormatException">The file is damaged, holds no module, or a class that is not known here.</exception>
    public static Module Read(string path)
    {
        try
        {
            return TorchReader.Read(path).Value is ForeignObject module ? new ModuleReader().Read(module)
                : throw new FileFormatException(FileFault.Unsupported, "The file holds a whole module", remedy: "For weights alone use torch.load and net.load_state_dict.");
        }
        catch (FileFormatException exception) when (exception.File is null)
        {
            throw exception.In(path);
        }
    }

    /// <summary>Whether a stored object is a module: it has parameters, buffers and modules.</summary>
    public static bool IsModule(ForeignObject stored) => stored.Attributes is { } attributes && attributes.TryGet<PickleDict>("_modules", out _);

    /// <summary>Builds a stored module with everything in it.</summary>
    /// <param name="stored">The module as the file describes it.</param>
    /// <param name="place">Its path within the network, for messages.</param>
    /// <exception cref="FileFormatException">A class is not known here, or what is stored does not fit its class.</exception>
    public Module Read(ForeignObject stored, string place = "")
    {
        if (_made.TryGetValue(stored, out var made))
        {
            return made;
        }

        if (!IsModule(stored))
        {
            throw Fault(stored, place, FileFault.Unsupported, "A network consists of modules");
        }

        if (!_open.Add(stored))
        {
            throw Fault(stored, place, FileFault.Invalid, "A module does not hold itself");
        }

        if (Hooks.FirstOrDefault(name => stored.Attributes!.TryGet<PickleDict>(name, out var hooks) && hooks.Count > 0) is { } hook)
        {
            throw Fault(stored, place, FileFault.Unsupported, $"A stored module has no code attached ({hook})", "Remove hooks, weight_norm or spectral_norm before saving, or save net.state_dict().");
        }

        var module = Construct(stored, place);
        _made[stored] = module;
        FillTensors(module, stored, place);
        AddChildren(module, stored, place);
        module.training = stored.Attributes!.TryGet<bool>("training", out var training) && training;
        _open.Remove(stored);
        return module;
    }

    private Module Construct(ForeignObject stored, string place)
    {
        var type = ModuleClasses.Find(stored.Type);
        if (type is null)
        {
            return _other?.Invoke(stored, this) ?? throw Fault(
                stored, place, FileFault.Unsupported, $"A whole-module file holds classes of torch.nn that are known here, not {stored.Type.FullName}", "Write the class in C# and load net.state_dict() into it.");
        }

        if (ModuleClasses.IsContainer(type) || type == typeof(ParameterList) || type == typeof(ParameterDict))
        {
            return type.Name switch
            {
                nameof(Sequential) => new Sequential(),
                nameof(ModuleList) => new ModuleList(),
                nameof(ModuleDict) => new ModuleDict(Array.Empty<(string, Module)>()),
                nameof(ParameterList) => new ParameterList(),
                _ => new ParameterDict(),
            };
        }

        // What would be drawn is replaced by what is stored; loading leaves the random generator alone, as in Python.
        using var still = RandomTensors.Skip();
        var constructor = type.GetConstructors().MaxBy(static candidate => candidate.GetParameters().Length)!;
        var arguments = new ModuleArguments(stored, text => Fault(stored, place, FileFault.Invalid, text)).For(constructor);
        try
        {
            return (Module)constructor.Invoke(arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ArgumentException inner)
        {
            throw Fault(stored, place, FileFault.Invalid, $"The attributes of {stored.Type.Name} are those of a module that works ({inner.Message})");
        }
    }

    private void FillTensors(Module module, ForeignObject stored, string place)
    {
        stored.Attributes!.TryGet<PickleDict>("_parameters", out var parameters);
        foreach (var (key, value) in parameters ?? new PickleDict())
        {
            if (value is TensorData data && key is string name)
            {
                var tensor = (Tensor)_values.Unpack(data)!;
                if (!tensor.Data.IsContiguous)
                {
                    tensor.ReplaceData(tensor.Data.Contiguous());
                }

                Set(module, name, ParameterMark.Set(tensor), stored, place);
            }
        }

        stored.Attributes.TryGet<PickleDict>("_buffers", out var buffers);
        stored.Attributes.TryGet<PickleSet>("_non_persistent_buffers_set", out var hidden);
        foreach (var (key, value) in buffers ?? new PickleDict())
        {
            if (value is TensorData data && key is string name)
            {
                var buffer = (Tensor)_values.Unpack(data)!;
                module.register_buffer(name, buffer, hidden?.Items.Contains(name) != true);
                Set(module, name, buffer, stored, place);
            }
        }

        // What the constructor made must have been stored.
        foreach (var (name, _) in module.named_parameters(recurse: false).ToArray())
        {
            if (parameters is null || !parameters.TryGet<TensorData>(name, out _))
            {
                throw Fault(stored, place, FileFault.Invalid, $"A stored {stored.Type.Name} has its parameter '{name}'");
            }
        }
    }

    private static void Set(Module module, string name, Tensor tensor, ForeignObject stored, string place)
    {
        var field = ModuleFields.Of(module.GetType()).Tensors.FirstOrDefault(entry => entry.Name == name).Field;
        switch (module)
        {
            case ParameterList list: list.append(tensor); break;
            case ParameterDict entries: entries[name] = tensor; break;
            case var _ when field is null && nn.IsParameter(tensor): module.register_parameter(name, tensor); break;
            case var _ when field is null: module.register_buffer(name, tensor); break;
            case var _ when field.GetValue(module) is Tensor own && own.Shape != tensor.Shape:
                throw Fault(stored, place, FileFault.Invalid, $"'{name}' of {stored.Type.Name} has the shape {new Size(own.Shape)} that the module's attributes ask for, not {new Size(tensor.Shape)}");
            default: field.SetValue(module, tensor); break;
        }
    }

    private void AddChildren(Module module, ForeignObject stored, string place)
    {
        stored.Attributes!.TryGet<PickleDict>("_modules", out var children);
        foreach (var (key, value) in children!)
        {
            var name = PickleText.Plain(key);
            var inner = value switch
            {
                ForeignObject foreign => Read(foreign, place.Length == 0 ? name : $"{place}.{name}"),
                null => null,
                _ => throw Fault(stored, place, FileFault.Invalid, $"'{name}' of {stored.Type.Name} is a module"),
            };
            switch (module)
            {
                case Sequential row when inner is not null: row.Add(name, inner); break;
                case ModuleList list when inner is not null: list.append(inner); break;
                case ModuleDict entries when inner is not null: entries[name] = inner; break;
                default: module.add_module(name, inner); break;
            }
        }
    }

    private static FileFormatException Fault(ForeignObject stored, string place, FileFault kind, string rule, string? remedy = null)
        => new(kind, rule, place.Length == 0 ? $"the network ({stored.Type.Name})" : $"module '{place}' ({stored.Type.Name})", remedy: remedy);
}
