using System.Globalization;
using System.Text.RegularExpressions;

namespace Diglot.Keras.Callbacks;

/// <summary>Saves the model after epochs. See keras.io/api/callbacks/model_checkpoint.</summary>
[Face("keras.callbacks")]
public sealed partial class ModelCheckpoint : Callback
{
    private readonly string _path;
    private readonly string _monitor;
    private readonly bool _verbose;
    private readonly bool _bestOnly;
    private readonly bool _weightsOnly;
    private readonly bool _rising;
    private double _best;

    /// <summary>Makes the callback.</summary>
    /// <param name="filepath">Where; <c>{epoch:02d}</c> and <c>{val_loss:.2f}</c> are filled in.</param>
    /// <param name="monitor">The figure that decides what is best.</param>
    /// <param name="verbose">1: says what it saves.</param>
    /// <param name="save_best_only">Whether only better models are saved.</param>
    /// <param name="save_weights_only">Whether weights alone are saved; the path then ends in .weights.h5.</param>
    /// <param name="mode">"min", "max", or "auto": whatever suits the figure's name.</param>
    /// <param name="initial_value_threshold">A value that must be beaten.</param>
    public ModelCheckpoint(
        string filepath, string monitor = "val_loss", int verbose = 0, bool save_best_only = false, bool save_weights_only = false, string mode = "auto", double? initial_value_threshold = null)
    {
        if (save_weights_only != filepath.EndsWith(".weights.h5", StringComparison.Ordinal))
        {
            throw new ArgumentException(save_weights_only
                ? $"When using save_weights_only=True, the filepath must end in `.weights.h5`; received '{filepath}'."
                : $"A whole model is saved as .keras (or .h5), not .weights.h5; received '{filepath}'.", nameof(filepath));
        }

        (_path, _monitor, _verbose, _bestOnly, _weightsOnly) = (filepath, monitor, verbose > 0, save_best_only, save_weights_only);
        _rising = Direction.IsRising(monitor, mode);
        _best = initial_value_threshold ?? (_rising ? double.NegativeInfinity : double.PositiveInfinity);
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IDictionary<string, double> logs)
    {
        var path = Place().Replace(_path, match => Filled(match, epoch, logs));
        if (!_bestOnly)
        {
            Say($"\nEpoch {epoch + 1}: saving model to {path}");
            Save(path);
            return;
        }

        if (!logs.TryGetValue(_monitor, out var value))
        {
            throw new ArgumentException($"ModelCheckpoint watches '{_monitor}', which is not among the figures: {string.Join(", ", logs.Keys)}.");
        }

        if (_rising ? value > _best : value < _best)
        {
            Say(FormattableString.Invariant($"\nEpoch {epoch + 1}: {_monitor} improved from {_best:0.00000} to {value:0.00000}, saving model to {path}"));
            _best = value;
            Save(path);
        }
        else
        {
            Say(FormattableString.Invariant($"\nEpoch {epoch + 1}: {_monitor} did not improve from {_best:0.00000}"));
        }
    }

    private static string Filled(Match place, int epoch, IDictionary<string, double> logs)
    {
        var (name, format) = (place.Groups[1].Value, place.Groups[2].Value);
        var value = name == "epoch" ? epoch + 1 : logs.TryGetValue(name, out var found) ? found
            : throw new ArgumentException($"The file name asks for '{name}', which is not among the figures: {string.Join(", ", logs.Keys)}.");
        return format.EndsWith('f') ? value.ToString("F" + format.TrimEnd('f').TrimStart('.'), CultureInfo.InvariantCulture)
            : format.EndsWith('d') ? ((int)value).ToString("D" + format.TrimEnd('d').TrimStart('0'), CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private void Save(string path)
    {
        if (_weightsOnly)
        {
            model.save_weights(path);
        }
        else
        {
            model.save(path);
        }
    }

    private void Say(string text)
    {
        if (_verbose)
        {
            Console.WriteLine(text);
        }
    }

    [GeneratedRegex(@"\{(\w+)(?::([^}]*))?\}")]
    private static partial Regex Place();
}
