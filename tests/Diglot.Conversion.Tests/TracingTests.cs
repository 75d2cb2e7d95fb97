using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Graph;
using Diglot.Graph.Layers;
using Diglot.Tensors;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests;

/// <summary>PyTorch networks of all sorts of forward become Keras models; the network itself is the reference.</summary>
public sealed class TracingTests
{
    [Fact]
    public void LeNet_with_functions_and_a_view_becomes_a_Keras_model()
    {
        var converted = Check(new LeNet(), [null, 1, 28, 28]);
        Assert.Equal(["conv1", "sigmoid", "avgpool2d", "conv2", "sigmoid_1", "avgpool2d_1", "flatten", "fc1", "sigmoid_2", "fc2", "sigmoid_3", "fc3"], converted.Plan.Steps.Select(static step => step.Name));
        Assert.True(converted.Plan.IsSequential);
    }

    [Fact]
    public void Residual_network_with_shared_relu_becomes_a_functional_model()
    {
        var converted = Check(new Residual(), [null, 3, 8, 8]);
        Assert.False(converted.Plan.IsSequential);
        Assert.Contains(converted.Plan.Steps, static step => step.ClassName == "Add");
    }

    [Fact]
    public void Branches_that_are_concatenated_keep_their_order()
        => Check(new Branches(), [null, 2, 6, 6]);

    [Fact]
    public void Permute_in_forward_is_followed() => Check(new Permuted(), [null, 2, 3, 4]);

    [Fact]
    public void Functions_of_activation_are_recognised()
    {
        var graph = TorchAdapter.Read(new Functions(), [null, 5]);
        Assert.Equal(
            [new Activation(ActivationFunction.LeakyReLU, 0.1), new Activation(ActivationFunction.ELU, 1), new Activation(ActivationFunction.SiLU), new Dropout(0.3), new Softmax(1, true)],
            graph.Nodes.Select(static node => node.Layer));
    }

    [Fact]
    public void Parameter_in_forward_is_refused()
    {
        var refused = Assert.Throws<ConversionRefusedException>(() => TorchAdapter.Read(new OwnParameter(), [null, 4]));
        Assert.Contains("parameter", refused.Message);
    }

    [Fact]
    public void Network_is_left_in_its_mode_and_without_hooks()
    {
        var net = new LeNet();
        net.train(true);
        TorchAdapter.Read(net, [null, 1, 28, 28]);
        Assert.True(net.training);
        Assert.All(net.modules(), static module => Assert.False(module.HasHooks));
    }

    private static KerasConversion Check(nn.Module net, ValueShape shape)
    {
        net.eval();
        var graph = TorchAdapter.Read(net, shape);
        var converted = Convert.ToKeras(graph);
        var x = Random([3, .. shape.Skip(1).Select(static length => length!.Value)]);
        var expected = net.forward(x).Data.ToArray<float>();
        var layout = converted.Layout.Values[graph.Inputs[0]].Layout;
        var output = converted.Model.call(new Tensor(layout.ToTarget(x.Data)));
        var actual = converted.Layout.Values[graph.Outputs[0]].Layout.ToSource(output.Data).ToArray<float>();
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (a, b) in expected.Zip(actual))
        {
            Assert.InRange(b, a - 1e-5f, a + 1e-5f);
        }

        return converted;
    }

    private static Tensor Random(int[] shape)
    {
        var random = new Random(1);
        return new Tensor(NDArray.From(Enumerable.Range(0, shape.Aggregate(1, static (a, b) => a * b)).Select(_ => (float)((random.NextDouble() * 2) - 1)).ToArray()).Reshape(shape));
    }

    private sealed class LeNet : nn.Module
    {
        private readonly nn.Module conv1 = nn.Conv2d(1, 6, kernel_size: 5, padding: 2), conv2 = nn.Conv2d(6, 16, kernel_size: 5);
        private readonly nn.Module fc1 = nn.Linear(400, 120), fc2 = nn.Linear(120, 84), fc3 = nn.Linear(84, 10);

        public override Tensor forward(Tensor x)
        {
            x = F.avg_pool2d(torch.sigmoid(conv1.forward(x)), 2);
            x = F.avg_pool2d(torch.sigmoid(conv2.forward(x)), 2);
            x = x.view(x.size(0), -1);
            x = torch.sigmoid(fc1.forward(x));
            return fc3.forward(torch.sigmoid(fc2.forward(x)));
        }
    }

    private sealed class Residual : nn.Module
    {
        private readonly nn.Module conv = nn.Conv2d(3, 4, 3, stride: 2, padding: 1, bias: false), norm = nn.BatchNorm2d(4), relu = nn.ReLU();
        private readonly nn.Module down = nn.Sequential(nn.Conv2d(3, 4, 1, stride: 2), nn.BatchNorm2d(4)), pool = nn.AdaptiveAvgPool2d(1), fc = nn.Linear(4, 2);

        public override Tensor forward(Tensor x)
        {
            var y = relu.forward(norm.forward(conv.forward(x))) + down.forward(x);
            return fc.forward(torch.flatten(pool.forward(relu.forward(y)), 1));
        }
    }

    private sealed class Branches : nn.Module
    {
        private readonly nn.Module a = nn.Conv2d(2, 3, 1), b = nn.Conv2d(2, 4, 3, padding: 1), fc = nn.Linear((3 + 4) * 9, 5);

        public override Tensor forward(Tensor x)
            => fc.forward(torch.flatten(F.max_pool2d(torch.cat([F.relu(a.forward(x)), b.forward(x)], dim: 1), 2), 1));
    }

    private sealed class Permuted : nn.Module
    {
        private readonly nn.Module conv = nn.Conv2d(2, 3, 1), fc = nn.Linear(3, 5);

        public override Tensor forward(Tensor x) => fc.forward(conv.forward(x).permute(0, 2, 3, 1));
    }

    private sealed class Functions : nn.Module
    {
        public override Tensor forward(Tensor x) => F.log_softmax(F.dropout(F.silu(F.elu(F.leaky_relu(x, 0.1))), 0.3, training), dim: 1);
    }

    private sealed class OwnParameter : nn.Module
    {
        private readonly Tensor scale = nn.Parameter(Tensor.Ones([4]));

        public override Tensor forward(Tensor x) => x * scale;
    }
}
