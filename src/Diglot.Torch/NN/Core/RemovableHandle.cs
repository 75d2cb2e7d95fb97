namespace Diglot.Torch.NN.Core;

/// <summary>Takes a hook away again, as PyTorch's <c>RemovableHandle</c>.</summary>
public sealed class RemovableHandle : IDisposable
{
    private Action? _remove;

    internal RemovableHandle(Action remove) => _remove = remove;

    /// <summary>Removes the hook; further calls do nothing.</summary>
    public void remove()
    {
        _remove?.Invoke();
        _remove = null;
    }

    /// <summary>Removes the hook at the end of a <c>using</c> block, as Python's <c>with</c> does.</summary>
    public void Dispose() => remove();
}
