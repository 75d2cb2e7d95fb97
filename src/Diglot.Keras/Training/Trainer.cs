using System.Text.Json.Nodes;
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

    /// <summary>The arguments of compile as Keras writes them; null where it was not compiled.</summary>
    public virtual JsonObject? get_compile_config() => null;

    /// <summary>Takes the state of the optimizer from a file, in the order in which the optimizer lists its variables.</summary>
    internal virtual void LoadOptimizer(IReadOnlyList<NDArray> values)
    {
    }

    /// <summary>The state of the optimizer in the order in which files keep it, and the optimizer's name; null where there is none.</summary>
    internal virtual (string Name, IReadOnlyList<Variable> Variables)? OptimizerState => null;

    /// <summary>Compiles as a file says.</summary>
    public virtual void compile_from_config(JsonObject config)
    {
    }
}
