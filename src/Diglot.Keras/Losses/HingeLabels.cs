namespace Diglot.Keras.Losses;

/// <summary>Targets of the hinge losses: −1 and 1.</summary>
internal static class HingeLabels
{
    /// <summary>Targets that are all 0 or 1 become −1 and 1; others stay.</summary>
    public static Tensor Of(Tensor y_true)
    {
        var isBinary = Array.TrueForAll(y_true.ToArray<double>(), static value => value is 0 or 1);
        return isBinary ? (y_true * 2) - 1 : y_true;
    }
}
