using Diglot.Autograd.Tape;
using Diglot.Keras.Layers;
using Diglot.Keras.Losses;

namespace Diglot.Keras.Training;

/// <content>evaluate and predict.</content>
public abstract partial class Trainer
{
    /// <summary>Loss and figures on some samples. See keras.io/api/models/model_training_apis/#evaluate-method.</summary>
    /// <param name="x">Inputs; several as a list or a dictionary.</param>
    /// <param name="y">Targets; of several outputs as a list or a dictionary.</param>
    /// <param name="batch_size">Samples a step; 32 if not given.</param>
    /// <param name="verbose">1: a bar; 2: a line; 0: silent.</param>
    /// <param name="sample_weight">A weight for each sample.</param>
    /// <returns>The loss, then the metrics in compile's order: <c>var (loss, accuracy) = model.evaluate(x, y)</c>.</returns>
    public Evaluation evaluate(Nest<Tensor> x, Nest<Tensor>? y = null, int? batch_size = null, int verbose = 1, Nest<Tensor>? sample_weight = null)
        => new(Evaluate(RowsOf(x, y, sample_weight), batch_size ?? 32, verbose));

    /// <summary>Loss and figures of one batch, without training on it.</summary>
    /// <param name="x">Inputs; several as a list or a dictionary.</param>
    /// <param name="y">Targets; of several outputs as a list or a dictionary.</param>
    /// <param name="sample_weight">A weight for each sample.</param>
    /// <returns>The figures of this batch alone by name.</returns>
    public Dictionary<string, double> test_on_batch(Nest<Tensor> x, Nest<Tensor>? y = null, Nest<Tensor>? sample_weight = null)
    {
        using var mode = GradientMode.Disable();
        Compiled.Reset();
        TestStep(RowsOf(x, y, sample_weight));
        return Compiled.Figures();
    }

    /// <summary>Outputs for some samples, in inference mode. See keras.io/api/models/model_training_apis/#predict-method.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="batch_size">Samples a step; 32 if not given.</param>
    /// <param name="verbose">1: a bar; 2: a line; 0: silent.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs: see <see cref="predict_all"/>.</exception>
    public Tensor predict(Nest<Tensor> x, int? batch_size = null, int verbose = 1)
    {
        var outputs = predict_all(x, batch_size, verbose);
        return outputs.Flatten() is [var only] ? only
            : throw new InvalidOperationException($"{Where} has {outputs.Flatten().Count} outputs; predict gives one. Call predict_all, which gives them in the model's own structure.");
    }

    /// <summary>As <see cref="predict"/>, for models with several outputs: a list or dictionary of them.</summary>
    /// <param name="x">Inputs; several as a list or a dictionary.</param>
    /// <param name="batch_size">Samples a step; 32 if not given.</param>
    /// <param name="verbose">1: a bar; 2: a line; 0: silent.</param>
    public Nest<Tensor> predict_all(Nest<Tensor> x, int? batch_size = null, int verbose = 1)
    {
        using var mode = GradientMode.Disable();
        var rows = RowsOf(x, null, null);
        var size = batch_size ?? 32;
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(batch_size));
        var steps = (rows.Count + size - 1) / size;
        var bar = new ProgressBar(steps, verbose);
        var parts = new Nest<Tensor>[steps];
        for (var step = 0; step < steps; step++)
        {
            parts[step] = Apply(new CallArguments<Tensor>(rows.Slice(step * size, Math.Min(size, rows.Count - (step * size))).Inputs), training: false);
            bar.Update(step + 1, []);
        }

        bar.Update(steps, [], ended: true);
        var flat = parts.Select(static part => part.Flatten()).ToArray();
        var output = 0;
        return parts is [var only] ? only : parts[0].Map(_ => Joined(flat, output++));
    }

    /// <summary>Outputs for one batch, without batching or progress.</summary>
    public Tensor predict_on_batch(Nest<Tensor> x)
    {
        using var mode = GradientMode.Disable();
        return Apply(new CallArguments<Tensor>(x), training: false).Single;
    }

    private static Tensor Joined(IReadOnlyList<Tensor>[] parts, int output) => Tensor.Concatenate([.. parts.Select(part => part[output])]);

    private Dictionary<string, double> Evaluate(Rows rows, int batchSize, int verbose)
    {
        using var mode = GradientMode.Disable();
        Compiled.Reset();
        var steps = (rows.Count + batchSize - 1) / batchSize;
        var bar = new ProgressBar(steps, verbose);
        for (var step = 0; step < steps; step++)
        {
            TestStep(rows.Slice(step * batchSize, Math.Min(batchSize, rows.Count - (step * batchSize))));
            if (verbose > 0)
            {
                bar.Update(step + 1, Compiled.Figures());
            }
        }

        var figures = Compiled.Figures();
        bar.Update(steps, figures, ended: true);
        return figures;
    }

    private void TestStep(Rows batch)
    {
        using var memory = LogitsMemory.Begin();
        var predictions = Run(batch.Inputs, training: false);
        Compiled.Count(TotalLoss(batch, predictions), batch, predictions);
    }
}
