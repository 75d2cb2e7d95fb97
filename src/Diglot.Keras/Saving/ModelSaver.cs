using Diglot.Keras.Models;

namespace Diglot.Keras.Saving;

/// <summary>Models and weights to files of Keras; under the final name there is the old file or the whole new one.</summary>
internal static class ModelSaver
{
    /// <summary>Writes the whole model.</summary>
    public static void Save(Model model, string path, bool overwrite) => throw new InvalidOperationException($"{model.name} {path} {overwrite}");

    /// <summary>Writes the weights.</summary>
    public static void SaveWeights(Model model, string path, bool overwrite) => throw new InvalidOperationException($"{model.name} {path} {overwrite}");
}
