using System.Collections;
using System.Globalization;

namespace Diglot.Torch.Optim.Schedulers;

/// <summary>Multiplies the rate by gamma at each milestone.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html. Keras: <c>PiecewiseConstantDecay</c>.</remarks>
[Face("optim.lr_scheduler")]
public sealed class MultiStepLR : LRScheduler
{
    /// <summary>Makes the scheduler and sets the first rate.</summary>
    /// <param name="optimizer">The optimizer whose groups it sets.</param>
    /// <param name="milestones">Steps at which the rate changes; one named twice counts twice.</param>
    /// <param name="gamma">Factor of each change.</param>
    /// <param name="last_epoch">The step to go on from; -1 begins.</param>
    public MultiStepLR(Optimizer optimizer, int[] milestones, double gamma = 0.1, int last_epoch = -1)
        : base(optimizer)
    {
        var counts = new OrderedDictionary<object, object?>();
        foreach (var group in milestones.GroupBy(static step => step))
        {
            counts[group.Key] = (long)group.Count();
        }

        (Attributes["milestones"], Attributes["gamma"]) = (counts, gamma);
        Begin(last_epoch);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<double> get_lr()
        => Times(step => step == last_epoch) is var times and > 0 ? Rates.Select(lr => lr * Math.Pow(Number("gamma"), times)) : Rates;

    /// <inheritdoc/>
    private protected override IEnumerable<double> ClosedForm() => base_lrs.Select(lr => lr * Math.Pow(Number("gamma"), Times(step => step <= last_epoch)));

    private int Times(Func<int, bool> counts)
    {
        var total = 0;
        foreach (DictionaryEntry entry in (IDictionary)Attributes["milestones"]!)
        {
            total += counts(System.Convert.ToInt32(entry.Key, CultureInfo.InvariantCulture)) ? System.Convert.ToInt32(entry.Value, CultureInfo.InvariantCulture) : 0;
        }

        return total;
    }
}
