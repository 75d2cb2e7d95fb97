using Diglot.Keras.Models;

namespace Diglot.Keras.Callbacks;

/// <summary>Looks on at training and may act at its marks. See keras.io/api/callbacks. PyTorch programs do this inside the loop.</summary>
public abstract class Callback
{
    /// <summary>The model in training.</summary>
    public Model model { get; private set; } = null!;

    /// <summary>Facts about the training: epochs, steps.</summary>
    public IReadOnlyDictionary<string, object> @params { get; private set; } = new Dictionary<string, object>();

    /// <summary>Training begins.</summary>
    public virtual void on_train_begin()
    {
    }

    /// <summary>Training has ended.</summary>
    public virtual void on_train_end()
    {
    }

    /// <summary>An epoch begins, counted from 0.</summary>
    public virtual void on_epoch_begin(int epoch)
    {
    }

    /// <summary>An epoch has ended.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="logs">The figures of the epoch by name; validation figures begin with val_.</param>
    public virtual void on_epoch_end(int epoch, IDictionary<string, double> logs)
    {
    }

    /// <summary>A training step has ended.</summary>
    /// <param name="batch">Counted from 0 in each epoch.</param>
    /// <param name="logs">The figures so far in this epoch.</param>
    public virtual void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
    {
    }

    /// <summary>What Keras's set_model and set_params do: says which model is trained and how. fit calls it; loops of one's own may.</summary>
    public void Attach(Model of, IReadOnlyDictionary<string, object> facts) => (model, @params) = (of, facts);
}
