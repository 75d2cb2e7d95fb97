using Diglot.Formats.Numpy;
using Diglot.Formats.Pickle;

namespace Diglot.Formats.TorchArchive;

/// <summary>Knows how PyTorch writes tensors, storages, types and TorchScript values into pickles.</summary>
internal sealed class TorchResolver(Func<PickleTuple, object?> loadStorage, TorchNesting nesting) : PickleResolver
{
    internal override PickleBudget NewBudget() => nesting.Budget;

    public override object? Call(ForeignReference callee, PickleTuple arguments)
    {
        if (callee.Module.Split('.')[0] == "torch")
        {
            var result = CallTorch(callee, arguments);
            if (!ReferenceEquals(result, callee))
            {
                return result;
            }
        }

        return NumpyPickle.TryCall(callee, arguments, out var value) ? value : base.Call(callee, arguments);
    }

    public override object? Create(ForeignReference type, PickleTuple arguments, PickleDict? keywords)
        => type.Is("torch", "Size") && arguments is [PickleTuple size] ? size : base.Create(type, arguments, keywords);

    public override bool SetState(object target, object? state) => NumpyPickle.TrySetState(target, state);

    public override object? LoadPersistent(object? id) => loadStorage(id switch
    {
        PickleTuple tuple => tuple,
        _ => new PickleTuple(id),
    });

    private object? CallTorch(ForeignReference callee, PickleTuple arguments) => (callee.Module, callee.Name, arguments) switch
    {
        ("torch._utils", "_rebuild_tensor" or "_rebuild_tensor_v2" or "_rebuild_tensor_v3", _) => Tensor(callee.Name, arguments),
        ("torch._utils", "_rebuild_parameter" or "_rebuild_parameter_with_state", [TorchTensor data, bool gradient, ..]) => arguments is [_, _, _, { } state]
            ? data.AsClass("torch.nn.parameter.Parameter", state).AsParameter(gradient)
            : data.AsParameter(gradient),
        ("torch._utils", "_rebuild_qtensor", [TorchStorage storage, long offset, PickleTuple shape, PickleTuple strides, PickleTuple quantizer, bool gradient, ..])
            => Quantized(new TorchStridedTensor(storage, offset, Numbers(shape), Numbers(strides)), quantizer, gradient),
        ("torch._utils", "_rebuild_sparse_tensor" or "_rebuild_sparse_csr_tensor", [ForeignReference layout, PickleTuple data]) => Sparse(layout.Name, data),
        ("torch._utils", "_rebuild_device_tensor_from_numpy" or "_rebuild_xla_tensor", [NumpyArray { Content: { IsText: false } content }, ..])
            => new TorchStridedTensor(TorchStorage.Of(content.Data), 0, content.Shape, StridedTensorData.RowMajor(content.Shape)),
        ("torch._tensor" or "torch.tensor", "_rebuild_from_type_v2" or "_rebuild_from_type", [ForeignReference function, ForeignReference type, PickleTuple given, var state])
            => Call(function, given) is TorchTensor tensor ? tensor.AsClass(type.FullName, state) : throw Invalid(callee, arguments),
        ("torch.serialization", "_get_layout", [string name]) => new ForeignReference("torch", name[(name.LastIndexOf('.') + 1)..]),
        ("torch.storage", "_load_from_bytes", [byte[] bytes]) => TorchReader.ReadNested(ByteSource.FromMemory(bytes), nesting.Deeper()),
        ("torch", "Size", [IReadOnlyList<object?> size]) => new PickleTuple([.. size]),
        ("torch", "device" or "dtype" or "layout", _) => ForeignObject.FromCall(callee, arguments),
        ("torch.jit._pickle", "build_intlist" or "build_doublelist" or "build_boollist" or "build_tensorlist", [List<object?> list]) => list,
        ("torch.jit._pickle", "restore_type_tag", [var value, string]) => value,
        ("torch._utils", var name, _) when name.StartsWith("_rebuild_", StringComparison.Ordinal) => throw Unsupported(callee),
        _ => callee,
    };

    private static TorchStridedTensor Tensor(string function, PickleTuple arguments)
    {
        if (arguments is not [TorchStorage storage, long offset, PickleTuple shape, PickleTuple strides, ..])
        {
            throw new FileFormatException(FileFault.Invalid, "A tensor is made from storage, offset, shape and strides", "pickle", received: PickleText.Print(arguments));
        }

        var isTyped = function == "_rebuild_tensor_v3";
        var type = !isTyped ? storage.Type
            : arguments.Count > 6 && arguments[6] is ForeignReference { Module: "torch" } name ? TorchElementType.OfName(name.Name) : null;
        var tensor = new TorchStridedTensor(storage, type ?? throw UnknownType(arguments), offset, Numbers(shape), Numbers(strides))
        {
            RequiresGrad = arguments.Count > 4 && arguments[4] is true,
        };
        if (arguments.Count > (isTyped ? 7 : 6) && arguments[isTyped ? 7 : 6] is PickleDict metadata)
        {
            tensor.SetMetadata(metadata.TryGet("conj", out var conjugated) && conjugated is true, metadata.TryGet("neg", out var negated) && negated is true);
        }

        return tensor;
    }

    private static TorchQuantizedTensor Quantized(TorchStridedTensor stored, PickleTuple quantizer, bool gradient)
    {
        TorchQuantizedTensor? tensor = quantizer switch
        {
            [ForeignReference { Name: "per_tensor_affine" }, double scale, long zeroPoint] => new(stored, [scale], [zeroPoint], null),
            [ForeignReference { Name: "per_channel_affine" or "per_channel_affine_float_qparams" }, TorchTensor scales, TorchTensor zeroPoints, long axis] when axis is >= 0 and < TorchLimits.MaximumAxes
                => new(stored, Doubles(scales), [.. Doubles(zeroPoints).Select(static value => (long)value)], (int)axis),
            _ => null,
        };
        if (tensor is null)
        {
            throw new FileFormatException(FileFault.Unsupported, "A quantised tensor is affine, per tensor or per channel", "pickle", received: PickleText.Print(quantizer));
        }

        tensor.RequiresGrad = gradient;
        return tensor;
    }

    private static TorchSparseTensor Sparse(string layout, PickleTuple data) => (layout, data) switch
    {
        ("sparse_coo", [TorchTensor indices, TorchTensor values, PickleTuple shape, ..]) => TorchSparseTensor.Coordinate(indices, values, Numbers(shape)),
        ("sparse_csr" or "sparse_csc", [TorchTensor pointers, TorchTensor inner, TorchTensor values, PickleTuple shape]) => TorchSparseTensor.Compressed(layout, pointers, inner, values, Numbers(shape)),
        _ => throw new FileFormatException(FileFault.Unsupported, "A sparse tensor is COO, CSR or CSC", "pickle", received: layout, remedy: "Save tensor.to_dense() instead."),
    };

    private static double[] Doubles(TorchTensor tensor)
    {
        if (tensor.ByteLength > TorchLimits.MaximumScalesLength)
        {
            throw new FileFormatException(FileFault.Limit, "Scales and zero points are few", "pickle", $"at most {TorchLimits.MaximumScalesLength} bytes", $"{tensor.ByteLength}");
        }

        var bytes = new byte[tensor.ByteLength];
        tensor.CopyTo(bytes);
        return tensor.Type switch
        {
            Tensors.DType.Float64 => [.. Enumerable.Range(0, bytes.Length / 8).Select(i => BitConverter.ToDouble(bytes, i * 8))],
            Tensors.DType.Float32 => [.. Enumerable.Range(0, bytes.Length / 4).Select(i => (double)BitConverter.ToSingle(bytes, i * 4))],
            Tensors.DType.Int64 => [.. Enumerable.Range(0, bytes.Length / 8).Select(i => (double)BitConverter.ToInt64(bytes, i * 8))],
            Tensors.DType.Int32 => [.. Enumerable.Range(0, bytes.Length / 4).Select(i => (double)BitConverter.ToInt32(bytes, i * 4))],
            _ => throw new FileFormatException(FileFault.Invalid, "Scales and zero points are plain numbers", "pickle", received: tensor.ElementType),
        };
    }

    private static long[] Numbers(PickleTuple tuple)
    {
        var numbers = new long[tuple.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = tuple[i] is long number ? number : throw new FileFormatException(FileFault.Invalid, "Shape and strides are 64-bit whole numbers", "pickle", received: PickleText.Print(tuple));
        }

        return numbers;
    }

    private static FileFormatException UnknownType(PickleTuple arguments)
        => new(FileFault.Unsupported, "The element type of a tensor is known here", "pickle", received: arguments.Count > 6 ? PickleText.Print(arguments[6]) : "none");

    private static FileFormatException Unsupported(ForeignReference callee)
        => new(FileFault.Unsupported, $"The tensor is of a kind that '{callee.FullName}' rebuilds, which this reader does not know", "pickle", remedy: "Save plain dense tensors: {k: v.detach().cpu() …}.");

    private static FileFormatException Invalid(ForeignReference callee, PickleTuple arguments)
        => new(FileFault.Invalid, $"'{callee.FullName}' gets what it needs to rebuild a tensor", "pickle", received: PickleText.Print(arguments));
}
