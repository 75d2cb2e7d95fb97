using Diglot.Autograd;
using Diglot.Torch.Tests.Serialization;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Torch.Tests.NN;

public sealed class GradientsOfGradientsTests
{
    [Fact]
    public void Grad_of_a_power_gives_its_first_three_derivatives()
    {
        var x = torch.tensor(2.0).requires_grad_();
        var first = torch.autograd.grad(x.pow(4), x, create_graph: true)[0];
        var second = torch.autograd.grad(first, x, create_graph: true)[0];
        var third = torch.autograd.grad(second, x)[0];

        Assert.Equal([32, 48, 48], new[] { first.item(), second.item(), third.item() });
        Assert.Null(x.grad);
    }

    [Fact]
    public void Unused_input_is_an_error_unless_allowed()
    {
        Tensor a = torch.ones(2).requires_grad_(), b = torch.ones(2).requires_grad_();
        var error = Assert.Throws<InvalidOperationException>(void () => torch.autograd.grad(a.sum(), [a, b]));
        Assert.Contains("inputs[1]", error.Message, StringComparison.Ordinal);
        Assert.Null(torch.autograd.grad(a.sum(), [a, b], allow_unused: true)[1]);
    }

    [Fact]
    public void Gradient_penalty_of_a_convolutional_network_agrees_with_PyTorch()
    {
        var expected = PythonTorch.Run(
            """
            import torch, torch.nn as nn
            torch.manual_seed(3)
            net = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(4, 5, 2, stride=2), nn.Sigmoid(), nn.Flatten(), nn.Linear(20, 3))
            x = torch.rand(2, 1, 8, 8, requires_grad=True)
            g, = torch.autograd.grad(net(x).pow(2).sum(), x, create_graph=True)
            ((g.flatten(1).pow(2).sum(1).sqrt() - 1) ** 2).mean().backward()
            print(*[v for p in net.parameters() for v in p.grad.flatten().tolist()])
            """).Split(' ').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        torch.manual_seed(3);
        var net = nn.Sequential(nn.Conv2d(1, 4, 3, padding: 1), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(4, 5, 2, stride: 2), nn.Sigmoid(), nn.Flatten(), nn.Linear(20, 3));
        var x = torch.rand(2, 1, 8, 8).requires_grad_();
        var g = torch.autograd.grad(net.forward(x).pow(2).sum(), x, create_graph: true)[0];
        (g.flatten(1).pow(2).sum(1).sqrt() - 1).pow(2).mean().backward();

        var actual = net.parameters().SelectMany(p => p.grad!.flatten().ToArray<float>()).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }
}
