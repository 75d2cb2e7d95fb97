using Diglot.Autograd.Functional;
using Diglot.Tensors;
using Xunit;

namespace Diglot.Autograd.Tests.Gradients;

public sealed class IndexingGradientTests
{
    private static readonly NDArray X = NDArray.From(Enumerable.Range(0, 24).Select(i => Math.Cos(i * 1.3)).ToArray(), new[] { 2, 3, 4 });

    private static Tensor Positions(params int[] positions) => Tensor.From(positions);

    public static TheoryData<string, Func<Tensor, Tensor>> Functions => new()
    {
        { "x[1]", x => x[1] }, { "x[..., 1:3]", x => x[TensorIndex.Ellipsis, 1..3] }, { "x[:, ::-1, None]", x => x[.., TensorIndex.Slice(step: -1), TensorIndex.NewAxis] },
        { "x[[0, 1, 0]]", x => x[Positions(0, 1, 0)] }, { "x[:, [2, 0], [1, 1]]", x => x[.., Positions(2, 0), Positions(1, 1)] },
        { "x[[1], :, [3]]", x => x[Positions(1, 0), .., Positions(3, 0)] }, { "x[x > 0]", x => x[Tensor.From(X.ToArray<double>().Select(v => v > 0).ToArray(), X.Shape)] },
        { "take", x => x.Take(Tensor.From([0, 2, 2, 1], new[] { 2, 2 }), 1) }, { "gather", x => x.Gather(2, Tensor.From([0, 3, 3, 1, 2, 0], new[] { 2, 3, 1 })) },
        { "concatenate", x => Tensor.Concatenate([x, x * 2], 1) }, { "stack", x => Tensor.Stack([x, x.Square()], -1) },
        { "split", x => x.Split([1, 3], 2)[1] }, { "pad", x => x.Pad([(0, 1), (2, 0), (-1, 1)], 3) }, { "tile", x => x.Tile(2, 1, 3) },
        { "repeat", x => x.Repeat(2, 1) }, { "roll", x => x.Roll(3, 2) }, { "lower", x => x.LowerTriangle(1) }, { "upper", x => x.UpperTriangle() },
        { "sort", x => x.Sort(1, descending: true).Values }, { "topk", x => x.TopK(2).Values },
        { "einsum", x => Einsum.Run("bij,bkj->ikb", x, x) }, { "einsum diagonal", x => Einsum.Run("...ii->...i", x[.., .., 0..3]) },
        { "matmul batched", x => Tensor.MatMul(x, x.Transpose()) }, { "unfold-like view", x => x.Transpose(0, 2).Reshape(4, -1) },
        { "scatter add", x => x.Scatter(2, Tensor.From([0, 0, 1, 1, 2, 2], new[] { 2, 3, 1 }), x.Slice(2, 0, 1) * 3, add: true) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Rule_agrees_with_differences_when_checked(string name, Func<Tensor, Tensor> function)
    {
        Assert.NotEmpty(name);
        GradientCheck.Run(inputs => function(inputs[0]), X);
    }

    [Fact]
    public void Assignment_stops_the_old_gradient_and_passes_the_new_when_indexed()
    {
        var x = new Tensor(NDArray.From([1.0, 2, 3, 4]), requiresGrad: true);
        var v = new Tensor(NDArray.From([10.0, 20]), requiresGrad: true);
        var y = x * 1;
        y[Positions(3, 0)] = v;
        (y * y).Sum().Backward();
        Assert.Equal([20, 2, 3, 10], y.ToArray<double>());
        Assert.Equal([0, 4, 6, 0], x.Grad!.ToArray<double>());
        Assert.Equal([20, 40], v.Grad!.ToArray<double>());
    }

    [Fact]
    public void Values_are_those_of_numpy_when_indices_stand_apart()
    {
        // numpy: np.arange(24).reshape(2,3,4)[[1,0],:,[3,0]] -> the indexed axes come first.
        var x = new Tensor(NDArray.Arange(0, 24, 1, DType.Int64)).Reshape(2, 3, 4);
        var y = x[Positions(1, 0), .., Positions(3, 0)];
        Assert.Equal([2, 3], y.Shape);
        Assert.Equal([15, 19, 23, 0, 4, 8], y.ToArray<long>());
        Assert.Throws<IndexOutOfRangeException>(() => x[2]);
        Assert.Throws<IndexOutOfRangeException>(() => x[0, 0, 0, 0]);
    }
}
