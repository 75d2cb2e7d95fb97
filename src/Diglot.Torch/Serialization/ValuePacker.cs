using System.Collections;
using System.Runtime.CompilerServices;
using Diglot.Formats;
using Diglot.Formats.Pickle;
using Diglot.Formats.TorchArchive;
using Diglot.Tensors.Storage;
using Diglot.Torch.NN.Core;

namespace Diglot.Torch.Serialization;

/// <summary>Turns values of a program into those that <see cref="TorchWriter"/> writes. What is shared stays shared.</summary>
internal sealed class ValuePacker
{
    private readonly Dictionary<object, object> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(StorageBlock Block, DType Type), TorchStorage> _storages = [];

    public object? Pack(object? value)
    {
        if (value is null or string or byte[] or ValueType and not ITuple)
        {
            return value;
        }

        return _known.TryGetValue(value, out var known) ? known : value switch
        {
            Tensor tensor => _known[value] = Pack(tensor),
            Module module => _known[value] = ModuleWriter.Describe(module, this),
            StateDict state => _known[value] = Pack(state),
            PickleTuple tuple => new PickleTuple([.. tuple.Select(Pack)]),
            ITuple tuple => new PickleTuple([.. Enumerable.Range(0, tuple.Length).Select(index => Pack(tuple[index]))]),
            IDictionary dictionary => Pack(dictionary),
            PickleDict or PickleSet => value,
            IEnumerable items => Pack(items),
            _ => value,
        };
    }

    private PickleDict Pack(StateDict state) => TorchWriter.StateDict(
        state.Select(entry => KeyValuePair.Create(entry.Key, (TensorData)Pack((object)entry.Value)!)), state._metadata.Count == 0 ? null : state._metadata);

    private PickleDict Pack(IDictionary dictionary)
    {
        var packed = new PickleDict();
        _known[dictionary] = packed;
        foreach (DictionaryEntry entry in dictionary)
        {
            // Python's whole numbers are of one kind: keys of other lengths would not be found again.
            packed[entry.Key is int key ? (long)key : Pack(entry.Key)] = Pack(entry.Value);
        }

        return packed;
    }

    private List<object?> Pack(IEnumerable items)
    {
        var packed = new List<object?>();
        _known[items] = packed;
        packed.AddRange(items.Cast<object?>().Select(Pack));
        return packed;
    }

    private TorchTensor Pack(Tensor tensor)
    {
        var array = tensor.Data;
        if (array.Strides.ContainsAnyInRange(long.MinValue, -1))
        {
            // PyTorch has no negative strides.
            array = array.Contiguous();
        }

        if (!_storages.TryGetValue((array.Storage, array.Type), out var storage))
        {
            storage = TorchStorage.Of(MemoryTensorData.Of(array.View(new Shape(checked((int)(array.Storage.ByteLength / array.Type.Size))), [1], 0)));
            _storages[(array.Storage, array.Type)] = storage;
        }

        TorchTensor packed = new TorchStridedTensor(storage, array.Offset, [.. array.Shape.Select(static length => (long)length)], array.Strides.ToArray());
        return nn.IsParameter(tensor) || tensor is { RequiresGrad: true, IsLeaf: true } ? packed.AsParameter(tensor.RequiresGrad) : packed;
    }
}
