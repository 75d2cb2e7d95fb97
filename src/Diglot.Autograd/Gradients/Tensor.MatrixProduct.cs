using Diglot.Autograd.Tape;

namespace Diglot.Autograd;

/// <content>Matrix products.</content>
public sealed partial class Tensor
{
    /// <summary>
    /// The matrix product of the last two axes; axes before them broadcast. A vector stands for a row on the left, for a column on the right.
    /// </summary>
    /// <remarks>Source: pytorch.org/docs/stable/generated/torch.matmul.html; numpy.matmul and keras.ops.matmul agree.</remarks>
    public static Tensor MatMul(Tensor a, Tensor b)
    {
        if (a.Rank == 0 || b.Rank == 0)
        {
            throw new ArgumentException($"A matrix product needs at least one axis on both sides; received shapes {a.Shape} and {b.Shape}. Use * with a single number.");
        }

        if (a.Rank == 1)
        {
            return b.Rank == 1 ? MatMul(a.ExpandDims(0), b.ExpandDims(1)).Reshape() : MatMul(a.ExpandDims(0), b).Squeeze(-2);
        }

        if (b.Rank == 1)
        {
            return MatMul(a, b.ExpandDims(1)).Squeeze(-1);
        }

        return Record.Binary(
            "mm",
            a,
            b,
            NDArray.MatMul(a.Data, b.Data),
            static (_, b, dy) => MatMul(dy, b.Value.Transpose()),
            static (a, _, dy) => MatMul(a.Value.Transpose(), dy),
            saves: true);
    }

    /// <summary>The matrix product with another tensor; see <see cref="MatMul(Tensor, Tensor)"/>.</summary>
    public Tensor MatMul(Tensor other) => MatMul(this, other);
}
