using Diglot.Autograd.Tape;
using Diglot.Keras.Losses;

namespace Diglot.Keras.Training;

/// <content>evaluate and predict.</content>
public abstract partial class Trainer
{
    /// <summary>Loss and figures on some samples. See keras.io/api/models/model_training_apis/#evaluate-method.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="batch_size">Samples a step; 32 if not given.</param>
    /// <param name="verbose">1: a bar; 2: a line; 0: silent.</param>
    /// <param name="sample_weight">A weight for each sample.</param>
    /// <returns>The loss, then the metrics in compile's order: <c>var (loss, accuracy) = model.evaluate(x, y)</c>.</returns>
    public Evaluation evaluate(Tensor x, Tensor? y = null, int? batch_size = null, int verbose = 1, Tensor? sample_weight = null)
        => new(Evaluate(new Rows([x], y, sample_weight).Checked(), batch_size ?? 32, verbose));

    /// <summary>Outputs for some samples, in inference mode. See keras.io/api/models/model_training_apis/#predict-method.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="batch_size">Samples a step; 32 if not given.</param>
    /// <param name="verbose">1: a bar; 2: a line; 0: silent.</param>
    public Tensor predict(Tensor x, int? batch_size = null, int verbose = 1)
    {
        using var mode = GradientMode.Disable();
        var rows = new Rows([x], null, null).Checked();
        var size = batch_size ?? 32;
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(batch_size));
        var steps = (rows.Count + size - 1) / size;
        var bar = new ProgressBar(steps, verbose);
        var parts = new Tensor[steps];
        for (var step = 0; step < steps; step++)
        {
            parts[step] = Run(rows.Slice(step * size, Math.Min(size, rows.Count - (step * size))).Inputs, training: false);
            bar.Update(step + 1, []);
        }

        bar.Update(steps, [], ended: true);
        return parts is [var only] ? only : Tensor.Concatenate(parts);
    }

    /// <summary>Outputs for one batch, without batching or progress.</summary>
    public Tensor predict_on_batch(Tensor x)
    {
        using var mode = GradientMode.Disable();
        return Run([x], training: false);
    }

    private Dictionary<string, double> Evaluate(Rows rows, int batchSize, int verbose)
    {
        using var mode = GradientMode.Disable();
        Compiled.Reset();
        var steps = (rows.Count + batchSize - 1) / batchSize;
        var bar = new ProgressBar(steps, verbose);
        for (var step = 0; step < steps; step++)
        {
            using var memory = LogitsMemory.Begin();
            var batch = rows.Slice(step * batchSize, Math.Min(batchSize, rows.Count - (step * batchSize)));
            var predictions = Run(batch.Inputs, training: false);
            Compiled.Count(TotalLoss(batch, predictions), batch.Targets, predictions);
            if (verbose > 0)
            {
                bar.Update(step + 1, Compiled.Figures());
            }
        }

        var figures = Compiled.Figures();
        bar.Update(steps, figures, ended: true);
        return figures;
    }
}
