namespace Diglot.Torch.Functional;

/// <summary>Class numbers as vectors.</summary>
[Face("F")]
public static class OneHot
{
    /// <summary>For each class number a vector that is 1 there and 0 elsewhere, int64 (call <c>@float()</c> before arithmetic, as in PyTorch).</summary>
    /// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.one_hot.html. Keras: <c>to_categorical</c>, which gives floating point.</remarks>
    /// <param name="tensor">Class numbers (*), int64.</param>
    /// <param name="num_classes">Length of the vectors; −1: largest number + 1.</param>
    /// <exception cref="ArgumentException">A number is negative or not below num_classes, or the tensor does not hold whole numbers.</exception>
    public static Tensor one_hot(Tensor tensor, int num_classes = -1)
    {
        if (!tensor.Type.IsInteger)
        {
            throw new ArgumentException($"one_hot is only applicable to index tensor of whole numbers; received {DTypeText.Of(tensor.Type)}. Convert it with @long().", nameof(tensor));
        }

        var numbers = tensor.Data.To(DType.Int64).Contiguous();
        var places = numbers.AsSpan<long>();
        var classes = num_classes >= 0 ? num_classes : places.IsEmpty ? throw new ArgumentException("Can not infer total number of classes from empty tensor.", nameof(tensor)) : checked((int)numbers.Max().Item<long>() + 1);
        var result = NDArray.Zeros((int[])[.. tensor.Shape.AsSpan(), classes], DType.Int64);
        var rows = result.AsSpan<long>();
        for (var i = 0; i < places.Length; i++)
        {
            rows[(int)((i * classes) + (places[i] >= 0 && places[i] < classes ? places[i]
                : throw new ArgumentException($"Class values must be between 0 and num_classes - 1 = {classes - 1}; received {places[i]}.", nameof(tensor))))] = 1;
        }

        GC.KeepAlive(numbers);
        return new Tensor(result);
    }
}
