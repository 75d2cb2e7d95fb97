using Diglot.Keras.Layers;

namespace Diglot.Keras.Training;

/// <summary>The part of a model that trains it: compile, fit, evaluate, predict.</summary>
public abstract partial class Trainer : Layer
{
    /// <summary>Names the model.</summary>
    protected Trainer(string? name, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
    }
}
