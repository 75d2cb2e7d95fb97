namespace Diglot.Autograd.Functional;

/// <summary>Pooling whose windows divide an axis of length L into so many parts: part i covers ⌊i·L / parts⌋ up to ⌈(i + 1)·L / parts⌉. Over several axes one after the other.</summary>
/// <remarks>Sources: pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html, keras.io/api/layers/pooling_layers.</remarks>
public static class AdaptivePooling
{
    /// <summary>First element and length of each window.</summary>
    public static (int Start, int Length)[] Windows(int length, int parts) => [.. Enumerable.Range(0, parts).Select(part =>
    {
        var (start, end) = ((int)((long)part * length / parts), (int)(((((long)part + 1) * length) + parts - 1) / parts));
        return (start, end - start);
    })];

    /// <summary>The mean of each window of an axis; means over two axes are means of means, because windows are products of intervals.</summary>
    public static Tensor Mean(Tensor x, int axis, int parts) => Along(x, axis, parts, static (window, axis) => window.Mean([axis], keepAxes: true));

    /// <summary>The largest element of each window of an axis.</summary>
    public static Tensor Max(Tensor x, int axis, int parts) => Along(x, axis, parts, static (window, axis) => window.Max([axis], keepAxes: true));

    private static Tensor Along(Tensor x, int axis, int parts, Func<Tensor, int, Tensor> reduce) => x.Shape[axis] == parts ? x
        : parts == 1 ? reduce(x, axis)
        : Tensor.Concatenate([.. Windows(x.Shape[axis], parts).Select(window => reduce(x.Slice(axis, window.Start, window.Length), axis))], axis);
}
