using Diglot.Autograd.Tape;
using Diglot.Keras.Callbacks;
using Diglot.Keras.Layers;
using Diglot.Keras.Losses;
using Diglot.Keras.Models;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Training;

/// <content>fit and single steps.</content>
public abstract partial class Trainer
{
    /// <summary>Trains for some epochs. See keras.io/api/models/model_training_apis/#fit-method.</summary>
    /// <param name="x">Inputs, samples along the first axis; several as a list <c>[a, b]</c> or a dictionary by their names.</param>
    /// <param name="y">Targets; of several outputs as a list or a dictionary by their names.</param>
    /// <param name="batch_size">Samples a step; 32 if not given.</param>
    /// <param name="epochs">The epoch to end with.</param>
    /// <param name="verbose">1: a bar, "auto"; 2: a line an epoch; 0: silent.</param>
    /// <param name="callbacks">Look on and act.</param>
    /// <param name="validation_split">Share of the samples, the last ones, kept for validation; cut off before shuffling.</param>
    /// <param name="validation_data">Samples for validation: <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</param>
    /// <param name="shuffle">Whether each epoch takes the samples in a random order; after set_random_seed the order of Keras on TensorFlow.</param>
    /// <param name="class_weight">A weight for each class number.</param>
    /// <param name="sample_weight">A weight for each sample.</param>
    /// <param name="initial_epoch">The epoch to begin with, from 0.</param>
    /// <param name="steps_per_epoch">Steps after which an epoch ends.</param>
    /// <param name="validation_batch_size">Samples a step in validation; batch_size if not given.</param>
    /// <param name="validation_freq">After how many epochs validation runs.</param>
    /// <returns>The figures of every epoch.</returns>
    /// <exception cref="ArgumentException">Shapes or arguments do not fit.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    public History fit(
        Nest<Tensor> x,
        Nest<Tensor>? y = null,
        int? batch_size = null,
        int epochs = 1,
        int verbose = 1,
        Callback[]? callbacks = null,
        double validation_split = 0,
        ValidationData? validation_data = null,
        bool shuffle = true,
        IReadOnlyDictionary<int, double>? class_weight = null,
        Nest<Tensor>? sample_weight = null,
        int initial_epoch = 0,
        int? steps_per_epoch = null,
        int? validation_batch_size = null,
        int validation_freq = 1)
        => Fit(RowsOf(x, y, sample_weight), batch_size ?? 32, epochs, verbose, callbacks ?? [], validation_split, validation_data is { } given ? RowsOf(given.x, given.y, given.sample_weight) : null, shuffle, class_weight, initial_epoch, steps_per_epoch, validation_batch_size, validation_freq);

    /// <summary>Trains on one batch.</summary>
    /// <param name="x">Inputs; several as a list or a dictionary.</param>
    /// <param name="y">Targets; of several outputs as a list or a dictionary.</param>
    /// <param name="sample_weight">A weight for each sample.</param>
    /// <param name="class_weight">A weight for each class number.</param>
    /// <returns>The figures of this batch alone by name, as Keras 3.15 gives them; its earlier versions gave means over all calls.</returns>
    public Dictionary<string, double> train_on_batch(Nest<Tensor> x, Nest<Tensor>? y = null, Nest<Tensor>? sample_weight = null, IReadOnlyDictionary<int, double>? class_weight = null)
    {
        Compiled.Reset();
        TrainStep(ClassWeights.Combine(RowsOf(x, y, sample_weight), class_weight));
        return Compiled.Figures();
    }

    /// <summary>Starts counting figures anew.</summary>
    public void reset_metrics() => Compiled.Reset();

    private protected History Fit(
        Rows rows, int batchSize, int epochs, int verbose, Callback[] callbacks, double validationSplit, Rows? validation, bool shuffle, IReadOnlyDictionary<int, double>? classWeight, int initialEpoch, int? stepsPerEpoch, int? validationBatchSize, int validationFrequency)
    {
        _ = Compiled;
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1, "batch_size");
        if (validationSplit is < 0 or >= 1)
        {
            throw new ArgumentException($"`validation_split` must be at least 0 and less than 1; received {validationSplit}.");
        }

        if (validationSplit > 0 && validation is null)
        {
            var kept = (int)Math.Floor(rows.Count * (1 - validationSplit));
            if (kept == 0 || kept == rows.Count)
            {
                throw new ArgumentException($"Training data contains {rows.Count} samples, which is not sufficient to split it into a validation and training set as specified by `validation_split={validationSplit}`. Either provide more data, or a different value for the `validation_split` argument.");
            }

            (rows, validation) = (rows.Slice(0, kept), rows.Slice(kept, rows.Count - kept));
        }

        rows = ClassWeights.Combine(rows, classWeight);
        var steps = stepsPerEpoch ?? ((rows.Count + batchSize - 1) / batchSize);
        var history = new History();
        Callback[] all = [.. callbacks, history];
        var facts = new Dictionary<string, object> { ["verbose"] = verbose, ["epochs"] = epochs, ["steps"] = steps };
        foreach (var callback in all)
        {
            callback.Attach((Model)this, facts);
            callback.on_train_begin();
        }

        stop_training = false;
        var position = 0;
        long[]? order = null;
        for (var epoch = initialEpoch; epoch < epochs && !stop_training; epoch++)
        {
            if (verbose > 0 && epochs > 1)
            {
                Console.WriteLine($"Epoch {epoch + 1}/{epochs}");
            }

            Array.ForEach(all, callback => callback.on_epoch_begin(epoch));
            Compiled.Reset();
            var bar = new ProgressBar(steps, verbose);
            for (var step = 0; step < steps && !stop_training; step++)
            {
                // With steps_per_epoch the samples go on over the end of an epoch; where they run out within one, it ends.
                if (position == rows.Count && step > 0)
                {
                    break;
                }

                position = position == rows.Count ? 0 : position;
                order = !shuffle ? null : position == 0 ? KerasRandom.FitOrder(rows.Count) : order;
                var count = Math.Min(batchSize, rows.Count - position);
                TrainStep(order is null ? rows.Slice(position, count) : rows.Take(order.AsSpan(position, count)));
                position += count;
                if (callbacks.Length > 0 || verbose == 1)
                {
                    var soFar = Compiled.Figures();
                    Array.ForEach(all, callback => callback.on_train_batch_end(step, soFar));
                    bar.Update(step + 1, soFar);
                }
            }

            var logs = Sorted(Compiled.Figures());
            if (validation is not null && (epoch + 1) % validationFrequency == 0)
            {
                foreach (var (name, value) in Sorted(Evaluate(validation, validationBatchSize ?? batchSize, verbose: 0)))
                {
                    logs["val_" + name] = value;
                }
            }

            bar.Update(steps, logs, ended: true);
            PlateauWarning.Check(epoch - initialEpoch, logs, Compiled.Loss?.Single, OutputClasses, verbose);
            Array.ForEach(all, callback => callback.on_epoch_end(epoch, logs));
        }

        if (optimizer.built)
        {
            optimizer.finalize_variable_values(trainable_weights);
        }

        Array.ForEach(all, callback => callback.on_train_end());
        return history;
    }

    private readonly LayerWalk _walk = new();
    private readonly List<NDArray> _gradients = [];

    /// <summary>Number of classes of the last training step's output.</summary>
    private int OutputClasses { get; set; }

    private static OrderedDictionary<string, double> Sorted(Dictionary<string, double> figures)
        => new(figures.OrderBy(figure => figure.Key, StringComparer.Ordinal));

    private void TrainStep(Rows batch)
    {
        using var memory = LogitsMemory.Begin();
        var predictions = Run(batch.Inputs, training: true);
        OutputClasses = predictions.Count == 1 ? predictions[0].Shape[-1] : 0;
        var loss = TotalLoss(batch, predictions);
        var variables = _walk.Trainable;
        for (var i = 0; i < variables.Count; i++)
        {
            variables[i].value.Grad = null;
        }

        loss.Backward();
        for (var i = 0; i < variables.Count; i++)
        {
            _gradients.Add(variables[i].value.Grad?.Data ?? NDArray.Zeros(variables[i].shape, variables[i].value.Type));
        }

        optimizer.apply(_gradients, variables);
        _gradients.Clear();
        using (GradientMode.Disable())
        {
            Compiled.Count(loss, batch, [.. predictions.Select(static output => output.Detach())]);
        }
    }

    /// <summary>The loss of a batch with all penalties.</summary>
    private Tensor TotalLoss(Rows batch, IReadOnlyList<Tensor> predictions)
    {
        var total = Compiled.TotalLoss(batch, predictions, OutputNames);
        _walk.Gather(this);
        foreach (var penalty in Penalties(_walk))
        {
            total = total is null ? penalty : total + penalty;
        }

        return total ?? throw new InvalidOperationException($"{Where}: no loss to compute. Provide a `loss` argument in `compile()`.");
    }
}
