using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters;

/// <summary>A live network that computes what a plan or a file lists, step by step, with any number of inputs and outputs.</summary>
public abstract class SteppedNetwork : nn.Module
{
    private protected SteppedNetwork()
    {
    }

    /// <summary>The only number of examples that the steps take; null where they take any.</summary>
    private protected virtual int? FixedBatch => null;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => run(input)[0];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor other) => run(input, other)[0];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor other, Tensor third) => run(input, other, third)[0];

    /// <summary>Computes all outputs. A network that was exported for a fixed batch is run on so many examples at a time.</summary>
    public Tensor[] run(params Tensor[] inputs)
    {
        var count = inputs.Length > 0 && inputs.All(input => input.Rank > 0 && input.Shape[0] == inputs[0].Shape[0]) ? inputs[0].Shape[0] : 0;
        return FixedBatch is not { } batch || count == 0 || count == batch ? RunOnce(inputs) : RunInParts(inputs, count, batch);
    }

    /// <summary>Computes all outputs of so many examples as the steps take.</summary>
    private protected abstract Tensor[] RunOnce(Tensor[] inputs);

    private Tensor[] RunInParts(Tensor[] inputs, int count, int batch)
    {
        var parts = new List<Tensor[]>();
        for (var start = 0; start < count; start += batch)
        {
            // The last part is filled up with its last example.
            var length = Math.Min(batch, count - start);
            var rows = Tensor.From([.. Enumerable.Range(0, batch).Select(row => (long)start + Math.Min(row, length - 1))]);
            parts.Add([.. RunOnce([.. inputs.Select(input => input.Take(rows, 0))]).Select(output => output.Slice(0, 0, length))]);
        }

        return [.. parts[0].Select((_, i) => Tensor.Concatenate([.. parts.Select(part => part[i])]))];
    }
}
