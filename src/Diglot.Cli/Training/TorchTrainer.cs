using System.Diagnostics;
using Diglot.Autograd;
using Diglot.Cli.Output;
using Diglot.Data.Mnist;
using static Diglot.Torch.Api;

namespace Diglot.Cli.Training;

/// <summary>LeNet-5 the PyTorch way: the explicit loop with its three mandatory lines.</summary>
internal sealed class TorchTrainer : IStyleTrainer
{
    private const int CurveStep = 10;

    public string Style => "torch";

    public StyleResult Train(TrainRequest request, OutputFolder folder, CancellationToken stop)
    {
        Console.WriteLine("PyTorch style");
        var data = MnistFolder.Find().Path;
        torch.manual_seed(request.Seed);
        var train = torchvision.datasets.MNIST(data, train: true, transform: transforms.ToTensor());
        var test = torchvision.datasets.MNIST(data, train: false, transform: transforms.ToTensor());
        var train_iter = DataLoader(train, batch_size: request.BatchSize, shuffle: true);
        var net = nn.Sequential(
            new Reshape(), nn.Conv2d(1, 6, kernel_size: 5, padding: 2), nn.Sigmoid(), nn.AvgPool2d(kernel_size: 2, stride: 2),
            nn.Conv2d(6, 16, kernel_size: 5), nn.Sigmoid(), nn.AvgPool2d(kernel_size: 2, stride: 2), nn.Flatten(),
            nn.Linear(16 * 5 * 5, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10));
        ShowShapes(net);

        var loss_function = nn.CrossEntropyLoss();
        var optimizer = optim.Adam(net.parameters());
        var (curve, losses, accuracies, seconds) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var epoch = 0; epoch < request.Epochs && !stop.IsCancellationRequested; epoch++)
        {
            var (start, total, steps) = (Stopwatch.GetTimestamp(), 0.0, 0);
            foreach (var (x, y) in train_iter)
            {
                var loss = loss_function.forward(net.forward(x), F.one_hot(y, num_classes: 10).@float());
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
                total += loss.item();
                if (steps++ % CurveStep == 0)
                {
                    curve.Add(loss.item());
                }

                if (stop.IsCancellationRequested)
                {
                    break;
                }
            }

            if (stop.IsCancellationRequested)
            {
                break;
            }

            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            losses.Add(total / steps);
            accuracies.Add(Accuracy(net, test));
            Console.WriteLine(FormattableString.Invariant($"Epoch {epoch + 1}/{request.Epochs} - {seconds[^1]:0.0}s - loss: {losses[^1]:0.0000} - test accuracy: {accuracies[^1]:0.0000}"));
            if (epoch == 0 && StuckLoss.Notice(losses[0], classes: 10) is { } notice)
            {
                Console.Error.WriteLine(notice);
            }
        }

        var interrupted = stop.IsCancellationRequested;
        var file = folder[interrupted ? "lenet5.interrupted.pt" : "lenet5.pt"];
        torch.save(net.state_dict(), file);
        List<string> files = [file];
        if (curve.Count > 0)
        {
            files.AddRange(LossCurve.Draw(folder, "loss_torch", "LeNet-5, PyTorch style", "every 10th step", ("loss", curve)));
        }

        return new()
        {
            Style = Style,
            Losses = losses,
            Accuracies = accuracies,
            Seconds = seconds,
            TestAccuracy = interrupted || accuracies.Count == 0 ? null : accuracies[^1],
            Files = files,
            Interrupted = interrupted,
            Network = net,
        };
    }

    private static void ShowShapes(Diglot.Torch.NN.Containers.Sequential net)
    {
        using var mode = torch.no_grad();
        var x = torch.zeros(1, 1, 28, 28);
        foreach (var layer in net)
        {
            x = layer.forward(x);
            Console.WriteLine($"{layer._get_name()} output shape: {x.shape}");
        }
    }

    private static double Accuracy(Diglot.Torch.NN.Containers.Sequential net, Diglot.Torch.Vision.MNIST test)
    {
        using var mode = torch.no_grad();
        var right = 0.0;
        foreach (var (x, y) in DataLoader(test, batch_size: 256))
        {
            right += net.forward(x).argmax(dim: 1).eq(y).sum().item();
        }

        return right / test.Count;
    }

    private sealed class Reshape : nn.Module
    {
        public override Tensor forward(Tensor x) => x.view(-1, 1, 28, 28);
    }
}
