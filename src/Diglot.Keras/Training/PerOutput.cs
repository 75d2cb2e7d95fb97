namespace Diglot.Keras.Training;

/// <summary>Deals out what <c>compile</c> was given as a list or a dictionary to the outputs of the model.</summary>
internal static class PerOutput
{
    /// <summary>One entry for each output; null for outputs that a dictionary does not name.</summary>
    /// <param name="what">The argument, for messages: "loss".</param>
    /// <param name="members">What was given.</param>
    /// <param name="keys">The keys of a dictionary; null for a list.</param>
    /// <param name="names">Names of the outputs; null for a model of one's own that gives no dictionary.</param>
    /// <param name="count">Number of outputs.</param>
    /// <exception cref="ArgumentException">The number differs, or a key is no output.</exception>
    public static T?[] Take<T>(string what, IReadOnlyList<T?> members, IReadOnlyList<string>? keys, IReadOnlyList<string>? names, int count)
    {
        if (keys is null)
        {
            return members.Count == count ? [.. members]
                : throw new ArgumentException($"`{what}` is a list of {members.Count}; the model has {count} output{(count == 1 ? "" : "s")}. Give one entry for each output.");
        }

        if (names is null)
        {
            throw new ArgumentException($"`{what}` is a dictionary, but the outputs of this model have no names. Give a list, in the order of the outputs.");
        }

        foreach (var key in keys.Where(key => !names.Contains(key)))
        {
            throw new ArgumentException($"`{what}` names an output '{key}', which the model does not have.{Utils.Choices.Suggest(key, names)}");
        }

        var taken = new T?[count];
        for (var i = 0; i < keys.Count; i++)
        {
            taken[names.ToList().IndexOf(keys[i])] = members[i];
        }

        return taken;
    }
}
