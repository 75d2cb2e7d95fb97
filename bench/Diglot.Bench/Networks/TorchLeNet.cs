using Diglot.Autograd;
using Diglot.Torch.Data;
using Diglot.Torch.Optim;
using static Diglot.Torch.Api;

namespace Diglot.Bench.Networks;

/// <summary>LeNet-5 the PyTorch way: module, loader, loop.</summary>
internal sealed class TorchLeNet : ILeNet
{
    private readonly nn.Module _net;
    private readonly nn.Module _loss = nn.CrossEntropyLoss();
    private readonly Optimizer _optimizer;
    private readonly DataLoader _loader;
    private readonly Tensor _images;

    public TorchLeNet(Tensor images, Tensor labels)
    {
        torch.manual_seed(0);
        _images = images;
        _loader = DataLoader(TensorDataset(images, labels), batch_size: 64, shuffle: true);
        _net = nn.Sequential(
            new Reshape(), nn.Conv2d(1, 6, kernel_size: 5, padding: 2), nn.Sigmoid(), nn.AvgPool2d(kernel_size: 2, stride: 2),
            nn.Conv2d(6, 16, kernel_size: 5), nn.Sigmoid(), nn.AvgPool2d(kernel_size: 2, stride: 2), nn.Flatten(),
            nn.Linear(16 * 5 * 5, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10));
        _optimizer = optim.Adam(_net.parameters());
    }

    public string Face => "torch";

    public void Train(int steps)
    {
        var done = 0;
        while (done < steps)
        {
            foreach (var (x, y) in _loader)
            {
                var loss = _loss.forward(_net.forward(x), F.one_hot(y, num_classes: 10).@float());
                _optimizer.zero_grad();
                loss.backward();
                _optimizer.step();
                if (++done == steps)
                {
                    break;
                }
            }
        }
    }

    public IEnumerable<(string Way, Action Call)> Inference(int batch)
    {
        var x = _images.narrow(0, 0, batch);
        yield return ("forward, no_grad", () =>
        {
            using (torch.no_grad())
            {
                _net.forward(x);
            }
        });
    }

    private sealed class Reshape : nn.Module
    {
        public override Tensor forward(Tensor x) => x.view(-1, 1, 28, 28);
    }
}
