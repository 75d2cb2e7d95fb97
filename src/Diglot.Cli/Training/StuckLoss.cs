using System.Globalization;

namespace Diglot.Cli.Training;

/// <summary>
/// Notices a classifier that has learned nothing. One that gives each of K classes the same probability has the cross-entropy ln K;
/// a loss still there after a whole epoch means that no gradient got through.
/// </summary>
internal static class StuckLoss
{
    private const double Near = 0.01;

    /// <summary>What to tell the user about the loss of an epoch; null when it has moved.</summary>
    public static string? Notice(double loss, int classes)
    {
        var chance = Math.Log(classes);
        return !(Math.Abs(loss - chance) <= Near * chance) ? null : string.Create(CultureInfo.InvariantCulture,
            $"The loss {loss:0.0000} is still ln({classes}) = {chance:0.0000}: every class gets the same probability. Sigmoid layers pass on little gradient, and a large "
            + $"first step saturates them; some starts recover after a few epochs, some never. Another --seed helps (2 learns), or a learning rate of 0.001.");
    }
}
