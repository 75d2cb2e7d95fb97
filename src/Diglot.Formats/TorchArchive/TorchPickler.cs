using System.Buffers;
using Diglot.Formats.Numpy;
using Diglot.Formats.Pickle;
using Diglot.Formats.Zip;
using Diglot.Tensors;

namespace Diglot.Formats.TorchArchive;

/// <summary>Writes tensors into a pickle and collects the storages that they are views of.</summary>
internal sealed class TorchPickler
{
    private readonly Dictionary<object, int> _keys = new(ReferenceEqualityComparer.Instance);

    /// <summary>The storages by key.</summary>
    public List<Content> Storages { get; } = [];

    /// <summary>Writes the value if it is a tensor or storage.</summary>
    public bool TryWrite(PickleWriter writer, object value)
    {
        switch (value)
        {
            case TensorData tensor:
                WriteTensor(writer, tensor);
                writer.Memoize(tensor);
                return true;
            case TorchStorage storage:
                WriteStorage(writer, storage, storage.Type.Name, storage.Length);
                return true;
            case NumpyArray:
                throw new FileFormatException(FileFault.Unsupported, "Arrays are written as tensors, not as NumPy's own objects", received: "a NumPy array", remedy: "Use its Content.Data.");
            default:
                return false;
        }
    }

    private static void WriteAsParameter(PickleWriter writer, TorchTensor tensor, Action write)
    {
        writer.WriteOpenCall(Utility("_rebuild_parameter"));
        write();
        writer.Write(tensor.RequiresGrad);
        writer.Write(new PickleDict("collections.OrderedDict"));
        writer.CloseCall();
    }

    private void WriteTensor(PickleWriter writer, TensorData tensor)
    {
        if (tensor is TorchTensor { IsParameter: true } parameter)
        {
            WriteAsParameter(writer, parameter, () => WriteLayout(writer, parameter));
        }
        else
        {
            WriteLayout(writer, tensor);
        }
    }

    private void WriteLayout(PickleWriter writer, TensorData tensor)
    {
        switch (tensor)
        {
            case TorchStridedTensor { IsResolved: true } view:
                WriteView(writer, view.Storage, view.ElementType, view.Offset, view.Shape, view.Strides, !view.IsParameter && view.RequiresGrad);
                break;
            case TorchQuantizedTensor quantized:
                WriteQuantized(writer, quantized);
                break;
            case TorchSparseTensor sparse:
                writer.WriteCall(
                    Utility("_rebuild_sparse_tensor"),
                    Layout(sparse.Layout),
                    new PickleTuple([.. sparse.Indices, sparse.Values, Tuple(sparse.Shape)]));
                break;
            default:
                WriteView(writer, tensor, TorchElementType.Describe(tensor.Type).Name, 0, tensor.Shape, StridedTensorData.RowMajor(tensor.Shape), false);
                break;
        }
    }

    private void WriteView(PickleWriter writer, object storage, string elementType, long offset, long[] shape, long[] strides, bool requiresGrad)
    {
        var isTyped = HasStorageClass(elementType);
        var length = storage is TorchStorage given ? given.ByteLength / ElementSize(elementType) : ((TensorData)storage).Length;
        writer.WriteOpenCall(Utility(isTyped ? "_rebuild_tensor_v2" : "_rebuild_tensor_v3"));
        WriteStorage(writer, storage, elementType, length);
        writer.Write(offset);
        writer.Write(Tuple(shape));
        writer.Write(Tuple(strides));
        writer.Write(requiresGrad);
        writer.Write(new PickleDict("collections.OrderedDict"));
        if (!isTyped)
        {
            writer.Write(new ForeignReference("torch", elementType));
        }

        writer.CloseCall();
    }

    private void WriteQuantized(PickleWriter writer, TorchQuantizedTensor tensor)
    {
        var stored = tensor.Stored;
        writer.WriteOpenCall(Utility("_rebuild_qtensor"));
        WriteStorage(writer, stored.Storage, stored.ElementType, stored.Storage.Length);
        writer.Write(stored.Offset);
        writer.Write(Tuple(stored.Shape));
        writer.Write(Tuple(stored.Strides));
        writer.Write(tensor.Axis is { } axis
            ? new PickleTuple(new ForeignReference("torch", "per_channel_affine"), Array(tensor.Scales), Array(tensor.ZeroPoints), (long)axis)
            : new PickleTuple(new ForeignReference("torch", "per_tensor_affine"), tensor.Scales[0], tensor.ZeroPoints[0]));
        writer.Write(tensor.RequiresGrad);
        writer.Write(new PickleDict("collections.OrderedDict"));
        writer.CloseCall();
    }

    private void WriteStorage(PickleWriter writer, object storage, string elementType, long length)
    {
        if (!_keys.TryGetValue(storage, out var key))
        {
            key = Storages.Count;
            _keys.Add(storage, key);
            Storages.Add(storage is TorchStorage shared ? new Content(shared, null) : new Content(null, (TensorData)storage));
        }

        var isTyped = HasStorageClass(elementType);
        var type = isTyped ? new ForeignReference("torch", StorageClass(elementType)) : new ForeignReference("torch.storage", "UntypedStorage");
        writer.WritePersistent(new PickleTuple("storage", type, key.ToString(System.Globalization.CultureInfo.InvariantCulture), "cpu", isTyped ? length : length * ElementSize(elementType)));
    }

    private static string StorageClass(string elementType) => elementType switch
    {
        "qint8" => "QInt8Storage",
        "quint8" => "QUInt8Storage",
        "qint32" => "QInt32Storage",
        "complex32" => "ComplexHalfStorage",
        _ => TorchElementType.Describe(TorchElementType.OfName(elementType)!.Element).Storage!,
    };

    private static bool HasStorageClass(string elementType)
        => TorchElementType.OfName(elementType) is not { } type || type.IsComplexHalf || TorchElementType.Describe(type.Element).Storage is not null;

    private static int ElementSize(string elementType) => TorchElementType.OfName(elementType)?.Size ?? (elementType == "qint32" ? 4 : 1);

    private static MemoryTensorData Array<T>(T[] values)
        where T : unmanaged
        => new(typeof(T) == typeof(double) ? DType.Float64 : DType.Int64, [values.Length], System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static PickleTuple Tuple(long[] numbers) => new([.. numbers.Select(static number => (object?)number)]);

    private static ForeignObject Layout(string name)
        => ForeignObject.FromCall(new ForeignReference("torch.serialization", "_get_layout"), new PickleTuple($"torch.{name}"));

    private static ForeignReference Utility(string name) => new("torch._utils", name);

    /// <summary>What a storage's entry holds: an existing storage, or an array of its own.</summary>
    internal sealed record Content(TorchStorage? Storage, TensorData? Data)
    {
        private const int PieceLength = 1 << 20;

        public long ByteLength => Storage?.ByteLength ?? Data!.ByteLength;

        public void AppendTo(ZipAppend append)
        {
            if (Storage is not { } storage)
            {
                Data!.AppendTo(append);
                return;
            }

            // File to file in pieces, whatever the storage's size.
            var buffer = ArrayPool<byte>.Shared.Rent(PieceLength);
            for (var position = 0L; position < storage.ByteLength; position += PieceLength)
            {
                var piece = buffer.AsSpan(0, (int)Math.Min(PieceLength, storage.ByteLength - position));
                storage.Bytes.Read(position, piece);
                if (storage.IsBigEndian)
                {
                    StridedTensorData.ReverseBytes(piece, storage.Type.IsComplexHalf ? DType.Float16 : storage.ElementType);
                }

                append(piece);
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
