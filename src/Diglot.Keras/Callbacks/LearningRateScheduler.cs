namespace Diglot.Keras.Callbacks;

/// <summary>Sets the learning rate at the start of each epoch. See keras.io/api/callbacks/learning_rate_scheduler.</summary>
/// <param name="schedule">Epoch (from 0) and present rate to new rate.</param>
/// <param name="verbose">1: says the rate.</param>
[Face("keras.callbacks")]
public sealed class LearningRateScheduler(Func<int, double, double> schedule, int verbose = 0) : Callback
{
    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch)
    {
        model.optimizer.learning_rate = schedule(epoch, model.optimizer.learning_rate);
        if (verbose > 0)
        {
            Console.WriteLine(FormattableString.Invariant($"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {model.optimizer.learning_rate}."));
        }
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IDictionary<string, double> logs) => logs["learning_rate"] = model.optimizer.learning_rate;
}
