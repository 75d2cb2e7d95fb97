namespace Diglot.Cli.Inspection;

/// <summary>Elements of the parameters of a layer and of the layers in it, counted as its framework does.</summary>
/// <param name="Trainable">What the optimizer changes: <c>trainable</c> in Keras, <c>requires_grad</c> in PyTorch.</param>
/// <param name="NonTrainable">The rest of the parameters; Keras counts moving averages here, PyTorch as buffers.</param>
/// <param name="Buffers">PyTorch's buffers.</param>
internal sealed record ParameterCounts(long Trainable, long NonTrainable, long Buffers)
{
    public static ParameterCounts None { get; } = new(0, 0, 0);

    public ParameterCounts With(WeightKind kind, bool isTrainable, long elements) => kind switch
    {
        WeightKind.Buffer => this with { Buffers = Buffers + elements },
        WeightKind.RandomState or WeightKind.Constant => this,
        _ when isTrainable => this with { Trainable = Trainable + elements },
        _ => this with { NonTrainable = NonTrainable + elements },
    };
}
