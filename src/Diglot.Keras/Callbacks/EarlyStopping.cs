namespace Diglot.Keras.Callbacks;

/// <summary>Ends training when a figure has stopped getting better. See keras.io/api/callbacks/early_stopping.</summary>
[Face("keras.callbacks")]
public sealed class EarlyStopping : Callback
{
    private readonly string _monitor;
    private readonly double _leastChange;
    private readonly int _patience;
    private readonly bool _verbose;
    private readonly bool _rising;
    private readonly double? _baseline;
    private readonly bool _restore;
    private readonly int _start;
    private NDArray[]? _bestWeights;

    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">The figure.</param>
    /// <param name="min_delta">Smallest change that counts.</param>
    /// <param name="patience">Epochs without a change that are waited for.</param>
    /// <param name="verbose">1: says when it stops.</param>
    /// <param name="mode">"min", "max", or "auto": whatever suits the figure's name.</param>
    /// <param name="baseline">A value that must be beaten.</param>
    /// <param name="restore_best_weights">Whether the weights of the best epoch come back.</param>
    /// <param name="start_from_epoch">Epochs before which nothing is watched.</param>
    public EarlyStopping(
        string monitor = "val_loss", double min_delta = 0, int patience = 0, int verbose = 0, string mode = "auto", double? baseline = null, bool restore_best_weights = false, int start_from_epoch = 0)
    {
        (_monitor, _leastChange, _patience, _verbose, _baseline, _restore, _start) = (monitor, Math.Abs(min_delta), patience, verbose > 0, baseline, restore_best_weights, start_from_epoch);
        _rising = Direction.IsRising(monitor, mode);
    }

    /// <summary>The epoch after which training was ended; 0 where it was not.</summary>
    public int stopped_epoch { get; private set; }

    /// <summary>Epochs since the figure got better.</summary>
    public int wait { get; private set; }

    /// <summary>The best figure so far.</summary>
    public double best { get; private set; }

    /// <summary>The epoch of the best figure, from 0.</summary>
    public int best_epoch { get; private set; }

    /// <inheritdoc/>
    public override void on_train_begin()
    {
        (wait, stopped_epoch, best_epoch, _bestWeights) = (0, 0, 0, null);
        best = _rising ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IDictionary<string, double> logs)
    {
        if (epoch < _start)
        {
            return;
        }

        if (!logs.TryGetValue(_monitor, out var value))
        {
            throw new ArgumentException($"EarlyStopping watches '{_monitor}', which is not among the figures: {string.Join(", ", logs.Keys)}. Give validation data, or watch another figure.");
        }

        if (_restore && _bestWeights is null)
        {
            (_bestWeights, best_epoch) = (model.get_weights(), epoch);
        }

        wait++;
        if (Better(value, best))
        {
            (best, best_epoch) = (value, epoch);
            _bestWeights = _restore ? model.get_weights() : null;
            if (_baseline is null || Better(value, _baseline.Value))
            {
                wait = 0;
            }

            return;
        }

        if (wait >= _patience && epoch > 0)
        {
            stopped_epoch = epoch;
            model.stop_training = true;
        }
    }

    /// <inheritdoc/>
    public override void on_train_end()
    {
        if (stopped_epoch > 0 && _verbose)
        {
            Console.WriteLine($"Epoch {stopped_epoch + 1}: early stopping");
        }

        if (_restore && _bestWeights is not null)
        {
            if (_verbose)
            {
                Console.WriteLine($"Restoring model weights from the end of the best epoch: {best_epoch + 1}.");
            }

            model.set_weights(_bestWeights);
        }
    }

    private bool Better(double value, double reference) => _rising ? value - _leastChange > reference : value + _leastChange < reference;
}
