using System.Collections;
using Diglot.Autograd;
using Diglot.Formats;
using Diglot.Formats.Pickle;
using Diglot.Formats.TorchArchive;
using Diglot.Tensors;
using Diglot.Torch.NN.Core;

namespace Diglot.Torch.Serialization;

/// <summary>
/// <c>torch.save</c> and <c>torch.load</c>: state dictionaries and checkpoints (dictionaries, lists, numbers, texts and tensors in each other)
/// in PyTorch's zip form. A pickle is read as data; nothing in a file is ever executed.
/// </summary>
/// <remarks>Source: pytorch.org/docs/stable/notes/serialization.html.</remarks>
[Face("torch")]
public static class TorchFiles
{
    /// <summary>Writes a state dictionary, a tensor, or dictionaries and lists of them, to a temporary name that is then renamed.</summary>
    /// <param name="obj">What to write.</param>
    /// <param name="f">Where.</param>
    /// <exception cref="NotSupportedException">The object holds something that is not data.</exception>
    public static void save(object? obj, string f) => TorchWriter.Write(f, Stored(obj));

    /// <summary>Reads what <c>torch.save</c> wrote, here or in Python.</summary>
    /// <param name="f">The file.</param>
    /// <returns>A <see cref="StateDict"/> for a dictionary of tensors alone; else dictionaries by text, lists, numbers, texts and tensors.</returns>
    /// <exception cref="FileFormatException">The file is damaged, or holds code.</exception>
    public static object? load(string f) => Loaded(TorchReader.Read(f).Value);

    private static object? Stored(object? value) => value switch
    {
        null or bool or string or long or double => value,
        int number => (long)number,
        float number => (double)number,
        Tensor tensor => Bytes(tensor.Data),
        StateDict state => TorchWriter.StateDict(state.Select(entry => KeyValuePair.Create(entry.Key, (TensorData)Bytes(entry.Value.Data)))),
        IDictionary entries => Dictionary(entries),
        IEnumerable items => items.Cast<object?>().Select(Stored).ToList(),
        _ => throw new NotSupportedException($"torch.save writes tensors, numbers, texts, dictionaries and lists; received {value.GetType().Name}. Save net.state_dict() rather than a module."),
    };

    private static PickleDict Dictionary(IDictionary entries)
    {
        var result = new PickleDict();
        foreach (DictionaryEntry entry in entries)
        {
            result[Stored(entry.Key)] = Stored(entry.Value);
        }

        return result;
    }

    private static MemoryTensorData Bytes(NDArray array)
    {
        var source = array.Contiguous();
        var bytes = new byte[source.Length * source.Type.Size];
        unsafe
        {
            new ReadOnlySpan<byte>(source.Pointer, bytes.Length).CopyTo(bytes);
        }

        GC.KeepAlive(source);
        return new(array.Type, [.. array.Shape.Select(static length => (long)length)], bytes);
    }

    private static object? Loaded(object? value) => value switch
    {
        TensorData data => new Tensor(Array(data)),
        PickleDict entries when entries.Count > 0 && entries.All(static entry => entry is { Key: string, Value: TensorData }) => State(entries),
        PickleDict entries => entries.ToDictionary(static entry => entry.Key is string name ? name : Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture)!, static entry => Loaded(entry.Value)),
        PickleTuple items => items.Select(Loaded).ToList(),
        List<object?> items => items.Select(Loaded).ToList(),
        _ => value,
    };

    private static StateDict State(PickleDict entries)
    {
        var state = new StateDict();
        foreach (var (name, value) in entries)
        {
            state[(string)name!] = new Tensor(Array((TensorData)value!));
        }

        return state;
    }

    private static unsafe NDArray Array(TensorData data)
    {
        var array = new NDArray(data.Type, data.Shape.Select(static length => checked((int)length)).ToArray());
        data.CopyTo(new Span<byte>(array.Pointer, checked((int)data.ByteLength)));
        GC.KeepAlive(array);
        return array;
    }
}
