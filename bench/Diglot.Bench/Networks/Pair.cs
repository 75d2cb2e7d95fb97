using Diglot.Autograd;
using Diglot.Data.Mnist;
using static Diglot.Torch.Api;

namespace Diglot.Bench.Networks;

/// <summary>The network in both dialects, on the training images of MNIST.</summary>
internal static class Pair
{
    public static ILeNet[] Load()
    {
        var mnist = torchvision.datasets.MNIST(MnistFolder.Find().Path, train: true);
        return [new KerasLeNet(), new TorchLeNet(mnist.data.@float() / 255f, mnist.targets)];
    }
}
