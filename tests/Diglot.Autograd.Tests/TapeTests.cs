using Diglot.Autograd.Tape;
using Diglot.Tensors;
using Xunit;

namespace Diglot.Autograd.Tests;

public sealed class TapeTests
{
    private static Tensor Leaf(params double[] values) => new(NDArray.From(values), requiresGrad: true);

    [Fact]
    public void Gradients_accumulate_when_backward_runs_twice()
    {
        var x = Leaf(1, 2);
        (x * 3).Sum().Backward();
        (x * 3).Sum().Backward();
        Assert.Equal([6, 6], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Nothing_is_recorded_when_gradients_are_off()
    {
        var x = Leaf(1);
        using (GradientMode.Disable())
        {
            Assert.False((x * 2).RequiresGrad);
        }

        Assert.True((x * 2).RequiresGrad);
    }

    [Fact]
    public void Second_backward_is_refused_when_graph_was_freed()
    {
        var y = Leaf(2).Exp().Sum();
        y.Backward();
        Assert.Contains("retain_graph", Assert.Throws<InvalidOperationException>(() => y.Backward()).Message);
    }

    [Fact]
    public void Second_backward_works_when_graph_is_retained()
    {
        var x = Leaf(2);
        var y = x.Square().Sum();
        y.Backward(retainGraph: true);
        y.Backward();
        Assert.Equal([8], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Backward_is_refused_when_a_saved_value_was_changed_in_place()
    {
        var x = Leaf(1, 2);
        var y = x * 2;
        var z = y.Square().Sum();
        y.Fill(0);
        Assert.Contains("modified by an in-place operation", Assert.Throws<InvalidOperationException>(() => z.Backward()).Message);
    }

    [Fact]
    public void Change_in_place_is_refused_when_a_leaf_requires_gradients()
    {
        var x = Leaf(1, 2);
        Assert.Throws<InvalidOperationException>(() => x.Fill(0));
        Assert.Throws<InvalidOperationException>(() => x.Select(0, 0).Fill(0));
    }

    [Fact]
    public void Gradient_goes_around_a_part_that_was_replaced()
    {
        var (x, v) = (Leaf(1, 2, 3), Leaf(7));
        var y = x * 2;
        var view = y.Slice(0, 1, 1);
        view.CopyFrom(v * 5);
        (y * y).Sum().Backward();
        Assert.Equal([2, 35, 6], y.ToArray<double>());
        Assert.Equal([8, 0, 24], x.Grad!.ToArray<double>());
        Assert.Equal([350], v.Grad!.ToArray<double>());
    }

    [Fact]
    public void View_sees_new_history_when_its_base_was_changed()
    {
        var (x, v) = (Leaf(1, 2), Leaf(10, 20));
        var y = x * 1;
        var view = y.Slice(0, 0, 1);
        y.CopyFrom(v * 3);
        view.Sum().Backward();
        Assert.Equal([3, 0], v.Grad!.ToArray<double>());
    }

    [Fact]
    public void Hook_replaces_the_gradient_when_it_returns_one()
    {
        var x = Leaf(1, 2);
        var y = x * 2;
        y.AddHook(dy => dy * 10);
        y.Sum().Backward();
        Assert.Equal([20, 20], x.Grad!.ToArray<double>());
    }
}
