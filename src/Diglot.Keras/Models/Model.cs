using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Keras.Saving;
using Diglot.Keras.Training;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Models;

/// <summary>
/// Layers put together, with what trains them. Made as <c>keras.Sequential([…])</c>, as <c>keras.Model(inputs, outputs)</c>, or by
/// deriving a class whose fields are layers and which overrides <see cref="Layer.Call(Tensor, bool)"/>. See keras.io/api/models/model.
/// </summary>
public abstract partial class Model : Trainer
{
    /// <summary>Names the model.</summary>
    protected Model(string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
    }

    /// <summary>The layers, in order.</summary>
    public virtual IReadOnlyList<Layer> layers => Sublayers;

    /// <summary>The symbolic inputs.</summary>
    public virtual IReadOnlyList<KerasTensor> inputs => [];

    /// <summary>The symbolic outputs.</summary>
    public virtual IReadOnlyList<KerasTensor> outputs => [];

    /// <inheritdoc/>
    private protected override bool Casts => false;

    /// <summary>The layer of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Layer get_layer(string name) => layers.FirstOrDefault(layer => layer.name == name)
        ?? throw new ArgumentException($"{Where} has no layer '{name}'.{Choices.Suggest(name, layers.Select(static layer => layer.name))}", nameof(name));

    /// <summary>The layer at a position.</summary>
    public Layer get_layer(int index) => index >= 0 && index < layers.Count ? layers[index]
        : throw new ArgumentOutOfRangeException(nameof(index), $"{Where} has {layers.Count} layers; number {index} was asked for.");

    /// <summary>The architecture (without weights) as Keras's JSON.</summary>
    public string to_json()
    {
        var node = LayerSerializer.Serialize(this);
        // Keras leaves the optimizer to files that hold its state.
        (node["compile_config"] as JsonObject)?.Remove("optimizer");
        return PythonJson.Write(node);
    }

    /// <summary>Writes the whole model: <c>.keras</c>, or <c>.h5</c> for the older format.</summary>
    /// <param name="filepath">Where; the ending decides the format.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    public void save(string filepath, bool overwrite = true) => ModelSaver.Save(this, filepath, overwrite);

    /// <summary>Writes the weights: <c>.weights.h5</c>.</summary>
    /// <param name="filepath">Where.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    public void save_weights(string filepath, bool overwrite = true) => ModelSaver.SaveWeights(this, filepath, overwrite);

    /// <summary>Reads weights from <c>.weights.h5</c>, <c>.keras</c> or an older <c>.h5</c> file into this model.</summary>
    /// <param name="filepath">From where.</param>
    public void load_weights(string filepath) => ModelLoader.LoadWeights(this, filepath);

    /// <inheritdoc/>
    public override JsonObject? get_build_config() => BuildShapes is null ? null : new JsonObject { ["input_shape"] = ShapesToConfig(BuildShapes) };
}
