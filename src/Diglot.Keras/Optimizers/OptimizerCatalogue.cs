namespace Diglot.Keras.Optimizers;

/// <summary>Every optimizer by the names that files and programs use.</summary>
internal static class OptimizerCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new Dictionary<string, Type>
    {
        ["SGD"] = typeof(SGD),
        ["sgd"] = typeof(SGD),
        ["Adam"] = typeof(Adam),
        ["adam"] = typeof(Adam),
        ["AdamW"] = typeof(AdamW),
        ["adamw"] = typeof(AdamW),
        ["Adadelta"] = typeof(Adadelta),
        ["adadelta"] = typeof(Adadelta),
        ["Adamax"] = typeof(Adamax),
        ["adamax"] = typeof(Adamax),
        ["Adagrad"] = typeof(Adagrad),
        ["adagrad"] = typeof(Adagrad),
        ["Lion"] = typeof(Lion),
        ["lion"] = typeof(Lion),
        ["Nadam"] = typeof(Nadam),
        ["nadam"] = typeof(Nadam),
        ["RMSprop"] = typeof(RMSprop),
        ["rmsprop"] = typeof(RMSprop),
    };
}
