using System.Text.Json.Nodes;

namespace Diglot.Keras.Saving;

/// <summary>
/// Something that Keras writes into configurations as <c>{"module", "class_name", "config", "registered_name"}</c>:
/// layers, initializers, regularizers, constraints, losses, metrics, optimizers.
/// </summary>
public interface IKerasObject
{
    /// <summary>The Python module that files name: <c>keras.layers</c>, <c>keras.initializers</c> …</summary>
    string Module { get; }

    /// <summary>The class name that files name; usually the type's own.</summary>
    string ClassName => GetType().Name;

    /// <summary>The constructor's arguments by Keras's names and in its order, so that <c>from_config</c> makes an equal object.</summary>
    JsonObject get_config();
}
