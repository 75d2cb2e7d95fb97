namespace Diglot.Keras.Callbacks;

/// <summary>What <c>fit</c> returns: the figures of every epoch.</summary>
public sealed class History : Callback
{
    /// <summary>For each figure its value in every epoch.</summary>
    public OrderedDictionary<string, List<double>> history { get; } = [];

    /// <summary>The epochs, counted from 0.</summary>
    public List<int> epoch { get; } = [];

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IDictionary<string, double> logs)
    {
        this.epoch.Add(epoch);
        foreach (var (name, value) in logs)
        {
            if (!history.TryGetValue(name, out var values))
            {
                history[name] = values = [];
            }

            values.Add(value);
        }
    }
}
