using Diglot.Autograd;
using Xunit;
using static Diglot.Keras.Api;

namespace Diglot.Keras.Tests.Utils;

/// <summary>Arrays by NumPy's names.</summary>
public sealed class ArrayFaceTests
{
    private static readonly Tensor X = Tensor.From([3f, 1f, 2f, 4f, 6f, 5f], [2, 3]);

    [Fact]
    public void Array_changes_shape_and_type_when_asked_by_numpys_names()
    {
        Assert.Equal([3, 2], X.reshape(-1, 2).shape.ToArray());
        Assert.Equal([3, 2], X.T.shape.ToArray());
        Assert.Equal("int64", X.astype("int64").dtype);
        Assert.Equal(6, X.size);
        Assert.Contains("float32", Assert.Throws<ArgumentException>(() => X.astype("flaot32")).Message);
    }

    [Fact]
    public void Array_reduces_along_an_axis_or_as_a_whole_when_given_none()
    {
        Assert.Equal([0L, 1L], X.argmax(axis: 1).ToArray<long>());
        Assert.Equal(4L, X.argmax().Item<long>());
        Assert.Equal([7f, 7f, 7f], X.sum(axis: 0).ToArray<float>());
        Assert.Equal(3.5, X.mean().item());
        // Variance of 1 … 6: 35 / 12, with n − 1 instead of n 3.5.
        Assert.Equal(35 / 12.0, X.var().item(), 1e-6);
        Assert.Equal(3.5, X.var(ddof: 1).item(), 1e-6);
        Assert.Equal([2, 1], X.max(axis: -1, keepdims: true).shape.ToArray());
    }
}
