namespace Diglot.Keras.Callbacks;

/// <summary>Functions as a callback. See keras.io/api/callbacks/lambda_callback.</summary>
[Face("keras.callbacks")]
public sealed class LambdaCallback : Callback
{
    private readonly Action<int>? _begin;
    private readonly Action<int, IDictionary<string, double>>? _end;
    private readonly Action<int, IReadOnlyDictionary<string, double>>? _batch;

    /// <summary>Makes the callback.</summary>
    /// <param name="on_epoch_begin">Called with the epoch.</param>
    /// <param name="on_epoch_end">Called with the epoch and its figures.</param>
    /// <param name="on_train_batch_end">Called with the batch and the figures so far.</param>
    public LambdaCallback(
        Action<int>? on_epoch_begin = null, Action<int, IDictionary<string, double>>? on_epoch_end = null, Action<int, IReadOnlyDictionary<string, double>>? on_train_batch_end = null)
        => (_begin, _end, _batch) = (on_epoch_begin, on_epoch_end, on_train_batch_end);

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch) => _begin?.Invoke(epoch);

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IDictionary<string, double> logs) => _end?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs) => _batch?.Invoke(batch, logs);
}
