using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Formats;
using Diglot.Keras.Models;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Verification;

/// <summary>Keras models as they are run for a proof.</summary>
public static class KerasSide
{
    /// <summary>Loads a whole model, to be compared with what it was converted to.</summary>
    /// <param name="path">A <c>.keras</c> or whole-model HDF5 file.</param>
    /// <exception cref="ConversionRefusedException">It has a layer that cannot be run here, so that nothing can be proven.</exception>
    public static Model Load(string path)
    {
        try
        {
            return Wide((Model)keras.models.load_model(path, compile: false));
        }
        catch (FileFormatException fault) when (fault.Kind is FileFault.UnknownClass or FileFault.Unsupported)
        {
            var name = fault.Place is ['l', 'a', 'y', 'e', 'r', ' ', '\'', .. var place] && place.Contains('\'') ? place[..place.IndexOf('\'')] : "";
            throw new ConversionRefusedException(
                name, fault.Kind == FileFault.UnknownClass ? $"the layer class {fault.Received} cannot be run here, so that nothing would be proven" : fault.Rule, fault.Kind == FileFault.UnknownClass ? "Convert with --no-verify, and compare the outputs in Keras and PyTorch themselves." : fault.Remedy ?? "Save the model with today's Keras.");
        }
    }

    /// <summary>A copy of a model with the weights of a <c>.weights.h5</c> file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">The weights are those of another model.</exception>
    public static Model WithWeights(Model model, string path)
    {
        var copy = keras.models.model_from_json(model.to_json());
        copy.load_weights(path);
        return copy;
    }

    /// <summary>The same model with all layers computing in float32: in 16 bits both sides would differ by rounding alone, which would hide everything else.</summary>
    public static Model Wide(Model model)
    {
        if (LayerPrecision.Widened((JsonObject)JsonNode.Parse(model.to_json())!) is not { } config)
        {
            return model;
        }

        var wide = keras.models.model_from_json(config.ToJsonString());
        wide.set_weights([.. model.weights.Zip(wide.weights, static (stored, own) => stored.value.Data.To(own.value.Type))]);
        return wide;
    }
}
