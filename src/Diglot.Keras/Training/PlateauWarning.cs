using Diglot.Keras.Losses;

namespace Diglot.Keras.Training;

/// <summary>
/// Notices a classifier that has learned nothing after an epoch: its loss is still the logarithm of the number of classes, which equal
/// probabilities give. Sigmoid networks with Adam at 0.01 can stay there for good, in Keras itself too.
/// </summary>
internal static class PlateauWarning
{
    private const double Nearness = 0.02;

    public static void Check(int epochsDone, IDictionary<string, double> figures, Loss? loss, int classes, int verbose)
    {
        if (verbose == 0 || epochsDone > 0 || classes < 2 || loss is not (CategoricalCrossentropy or SparseCategoricalCrossentropy))
        {
            return;
        }

        if (Math.Abs(figures["loss"] - Math.Log(classes)) < Nearness)
        {
            Console.Error.WriteLine(Text(figures["loss"], classes));
        }
    }

    public static string Text(double loss, int classes) => FormattableString.Invariant(
        $"The loss has not moved from ln({classes}) = {Math.Log(classes):0.000} after an epoch (it is {loss:0.000}): the model gives every class the same probability. Deep sigmoid networks saturate like this when the learning rate is large. Another seed may help, and a smaller learning rate does (0.001 for Adam).");
}
