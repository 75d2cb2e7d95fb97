using Diglot.Formats;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>A weight that stays in its file until it is read.</summary>
internal sealed class StoredSource(TensorData data) : ArraySource(data.Type, [.. data.Shape.Select(static length => checked((int)length))])
{
    public override bool IsShared => false;

    public override void CopyTo(Span<byte> destination) => data.CopyTo(destination);

    public override unsafe NDArray Read()
    {
        var array = new NDArray(data.Type, [.. Shape]);
        data.CopyTo(new Span<byte>(array.Pointer, checked((int)data.ByteLength)));
        GC.KeepAlive(array);
        return array;
    }
}
