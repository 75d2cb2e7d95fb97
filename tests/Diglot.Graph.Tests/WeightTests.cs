using Diglot.Graph.Weights;
using Diglot.Tensors;
using Xunit;

namespace Diglot.Graph.Tests;

/// <summary>Steps between layouts, against index arithmetic.</summary>
public sealed class WeightTests
{
    [Theory]
    [InlineData(3, 5)]
    [InlineData(33, 70)]
    [InlineData(64, 1)]
    [InlineData(129, 200)]
    [InlineData(8, 17)]
    public void Weight_transposes_when_its_axes_are_swapped(int rows, int columns)
    {
        var weight = Counting(rows, columns).Permute(1, 0);
        var read = weight.Read().ToArray<float>();
        Assert.Equal([columns, rows], weight.Shape);
        for (var i = 0; i < read.Length; i++)
        {
            Assert.Equal((i % rows * columns) + (i / rows), read[i]);
        }
    }

    [Fact]
    public void Weight_takes_elements_in_order_when_an_axis_is_reordered_after_a_swap()
    {
        var weight = Counting(3, 2).Permute(1, 0).Then(new ReorderAxis(1, [2, 0, 1], "test"));
        Assert.Equal([4f, 0, 2, 5, 1, 3], weight.Read().ToArray<float>());
    }

    [Fact]
    public void Weight_merges_axes_when_it_is_reshaped_after_a_permutation()
    {
        // Depthwise kernel (kH, kW, C, M) → (C·M, 1, kH, kW).
        var weight = Counting(2, 1, 2, 3).Permute(2, 3, 0, 1).Reshape(6, 1, 2, 1);
        Assert.Equal([0f, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11], weight.Read().ToArray<float>());
    }

    [Fact]
    public void Weight_reshapes_what_was_reordered_before()
    {
        var weight = Counting(4).Then(new ReorderAxis(0, [3, 1, 0, 2], "test")).Reshape(2, 2).Permute(1, 0);
        Assert.Equal([3f, 0, 1, 2], weight.Read().ToArray<float>());
    }

    [Fact]
    public void Steps_are_undone_when_applied_backwards()
    {
        var weight = Counting(2, 3, 4, 5).Permute(3, 2, 0, 1).Then(new ReorderAxis(0, [4, 2, 0, 1, 3], "test")).Reshape(5, 24).Permute(1, 0);
        Assert.Equal(weight.Source.Read().ToArray<float>(), weight.ApplyInverse(weight.Read()).ToArray<float>());
    }

    [Fact]
    public void Permutations_merge_when_they_follow_each_other()
    {
        var weight = Counting(2, 3).Permute(1, 0).Permute(1, 0);
        Assert.Empty(weight.Operations);
    }

    [Fact]
    public void Unknown_values_are_refused_when_read()
        => Assert.Throws<InvalidOperationException>(() => new Weight("w", new UnknownSource(DType.Float32, [2])).Read());

    private static Weight Counting(params int[] shape)
        => new("w", new MemorySource(NDArray.Arange(0, shape.Aggregate(1, static (a, b) => a * b), 1, DType.Float32).Reshape(shape)));
}
