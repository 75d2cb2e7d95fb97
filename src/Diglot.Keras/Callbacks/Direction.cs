using Diglot.Keras.Utils;

namespace Diglot.Keras.Callbacks;

/// <summary>Whether a figure gets better by rising.</summary>
internal static class Direction
{
    /// <summary>By the mode, or in mode "auto" by the figure's name: accuracies and areas under a curve rise, losses and errors fall.</summary>
    public static bool IsRising(string monitor, string mode)
    {
        Choices.Require("mode", mode, "auto", "min", "max");
        return mode == "max" || (mode == "auto" && (monitor.Contains("acc", StringComparison.Ordinal) || monitor.EndsWith("auc", StringComparison.Ordinal)));
    }
}
