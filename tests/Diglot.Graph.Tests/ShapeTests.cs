using Diglot.Graph.Layers;
using Xunit;

namespace Diglot.Graph.Tests;

/// <summary>Shapes of results, by the frameworks' own formulas.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData(7, 3, 2, 1, 1, 4)]
    [InlineData(8, 3, 2, 0, 1, 4)]
    [InlineData(5, 2, 2, 0, 1, 3)]
    [InlineData(28, 5, 1, 2, 2, 28)]
    public void Same_padding_adds_more_at_the_end_when_it_is_odd(int length, int size, int stride, int before, int after, int places)
    {
        var window = new Window([size], [stride], [1], Padding.Same);
        Assert.Equal((before, after), window.Sides(0, length));
        Assert.Equal(places, window.Places(0, length));
    }

    [Theory]
    [InlineData(5, 2, 2, 0, true, 3)]
    [InlineData(5, 2, 2, 0, false, 2)]
    [InlineData(4, 3, 3, 1, true, 2)]
    public void Windows_are_counted_as_PyTorch_counts_them(int length, int size, int stride, int padding, bool ceil, int places)
        => Assert.Equal(places, new Window([size], [stride], [1], Padding.Of([(padding, padding)]), ceil).Places(0, length));

    [Fact]
    public void Strided_same_padding_is_refused_when_the_length_is_unknown()
        => Assert.Throws<GraphException>(() => new Window([3], [2], [1], Padding.Same).Sides(0, null));

    [Fact]
    public void Reshape_is_refused_when_elements_do_not_fit()
        => Assert.Throws<GraphException>(() => new Reshape([4, 4]).InferShape([[null, 15]]));

    [Fact]
    public void Merge_broadcasts_lengths_of_one()
        => Assert.Equal([null, 4, 5, 3], new Merge(MergeOperation.Multiply).InferShape([[null, 4, 5, 3], [null, 1, 1, 3]]));
}
