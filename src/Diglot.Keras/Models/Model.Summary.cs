using Diglot.Keras.Utils;

namespace Diglot.Keras.Models;

/// <content>The overview that <c>summary()</c> prints.</content>
public abstract partial class Model
{
    /// <summary>Prints the layers with the shapes of their results and numbers of weights, as Keras prints them.</summary>
    /// <param name="line_length">Width; by default as Keras chooses for the terminal.</param>
    /// <param name="print_fn">Where the text goes; standard output by default.</param>
    /// <param name="expand_nested">Whether the layers of nested models are listed.</param>
    /// <param name="show_trainable">Whether a column says which layers are trained: Y, N, or - where there is nothing to train.</param>
    public void summary(int? line_length = null, Action<string>? print_fn = null, bool expand_nested = false, bool show_trainable = false)
        => (print_fn ?? Console.Write)(ModelSummary.Of(this, line_length, expand_nested, show_trainable));
}
