namespace Diglot.Keras.Callbacks;

/// <summary>Lowers the learning rate when a figure has stopped getting better. See keras.io/api/callbacks/reduce_lr_on_plateau.</summary>
/// <remarks>Patience p acts like p − 1 in PyTorch's ReduceLROnPlateau with threshold_mode "abs".</remarks>
[Face("keras.callbacks")]
public sealed class ReduceLROnPlateau : Callback
{
    private readonly string _monitor;
    private readonly double _factor;
    private readonly int _patience;
    private readonly bool _verbose;
    private readonly bool _rising;
    private readonly double _leastChange;
    private readonly int _cooldown;
    private readonly double _leastRate;
    private double _best;
    private int _waited;
    private int _resting;

    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">The figure.</param>
    /// <param name="factor">What the rate is multiplied by, below 1.</param>
    /// <param name="patience">Epochs without a change that are waited for.</param>
    /// <param name="verbose">1: says when it acts.</param>
    /// <param name="mode">"min", "max", or "auto": whatever suits the figure's name.</param>
    /// <param name="min_delta">Smallest change that counts.</param>
    /// <param name="cooldown">Epochs after a reduction in which nothing is counted.</param>
    /// <param name="min_lr">The rate never falls below.</param>
    /// <exception cref="ArgumentException">factor is 1 or more, or mode is not one of these.</exception>
    public ReduceLROnPlateau(
        string monitor = "val_loss", double factor = 0.1, int patience = 10, int verbose = 0, string mode = "auto", double min_delta = 1e-4, int cooldown = 0, double min_lr = 0)
    {
        if (factor >= 1)
        {
            throw new ArgumentException($"ReduceLROnPlateau does not support a factor >= 1.0. Received factor={factor}.", nameof(factor));
        }

        (_monitor, _factor, _patience, _verbose, _leastChange, _cooldown, _leastRate) = (monitor, factor, patience, verbose > 0, Math.Abs(min_delta), cooldown, min_lr);
        _rising = Direction.IsRising(monitor, mode);
    }

    /// <inheritdoc/>
    public override void on_train_begin()
        => (_waited, _resting, _best) = (0, 0, _rising ? double.NegativeInfinity : double.PositiveInfinity);

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IDictionary<string, double> logs)
    {
        var rate = model.optimizer.learning_rate;
        logs["learning_rate"] = rate;
        if (!logs.TryGetValue(_monitor, out var value))
        {
            throw new ArgumentException($"ReduceLROnPlateau watches '{_monitor}', which is not among the figures: {string.Join(", ", logs.Keys)}. Give validation data, or watch another figure.");
        }

        if (_resting > 0)
        {
            (_resting, _waited) = (_resting - 1, 0);
        }

        if (_rising ? value - _leastChange > _best : value + _leastChange < _best)
        {
            (_best, _waited) = (value, 0);
        }
        else if (_resting == 0 && ++_waited >= _patience && rate > (float)_leastRate)
        {
            var lower = Math.Max(rate * _factor, _leastRate);
            model.optimizer.learning_rate = lower;
            (_resting, _waited) = (_cooldown, 0);
            if (_verbose)
            {
                Console.WriteLine(FormattableString.Invariant($"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {lower}."));
            }
        }
    }
}
