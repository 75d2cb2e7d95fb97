namespace Diglot.Torch.Tensors;

/// <summary>Where tensors lie. This engine runs on the CPU; programs that ask for another device get a clear answer.</summary>
/// <param name="type">Such as <c>cpu</c>.</param>
/// <param name="index">Which of several.</param>
public readonly record struct Device(string type, int? index = null)
{
    /// <summary>A device by its name, such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public static implicit operator Device(string name)
        => name.IndexOf(':') is var colon and > 0 && int.TryParse(name[(colon + 1)..], out var index) ? new(name[..colon], index) : new(name);

    /// <inheritdoc/>
    public override string ToString() => index is null ? type : $"{type}:{index}";

    internal void Require()
    {
        if (type != "cpu")
        {
            throw new NotSupportedException($"Diglot computes on the CPU and has no device '{this}'. Use torch.device(torch.cuda.is_available() ? \"cuda\" : \"cpu\"), which gives cpu here.");
        }
    }
}
