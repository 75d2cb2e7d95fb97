namespace Diglot.Keras.Callbacks;

/// <summary>Ends training when the loss is NaN or infinite. See keras.io/api/callbacks/terminate_on_nan.</summary>
[Face("keras.callbacks")]
public sealed class TerminateOnNaN : Callback
{
    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
    {
        if (!double.IsFinite(logs["loss"]))
        {
            Console.WriteLine($"Batch {batch}: Invalid loss, terminating training");
            model.stop_training = true;
        }
    }
}
