#:project ../src/Diglot.Torch/Diglot.Torch.csproj
#:project ../src/Diglot.Plots/Diglot.Plots.csproj
#:property PublishAot=false
// LeNet-5 the PyTorch way: dotnet run -c Release samples/lenet5_torch.cs
using Diglot.Autograd;
using Diglot.Data.Mnist;
using static Diglot.Plots.Api;
using static Diglot.Torch.Api;

var folder = MnistFolder.Find().Path;
var train = torchvision.datasets.MNIST(folder, train: true, transform: transforms.ToTensor());
var test = torchvision.datasets.MNIST(folder, train: false, transform: transforms.ToTensor());
torch.manual_seed(0);
var train_iter = DataLoader(train, batch_size: 64, shuffle: true);
var test_iter = DataLoader(test, batch_size: 64);

var net = nn.Sequential(
    new Reshape(), nn.Conv2d(1, 6, kernel_size: 5, padding: 2), nn.Sigmoid(), nn.AvgPool2d(kernel_size: 2, stride: 2),
    nn.Conv2d(6, 16, kernel_size: 5), nn.Sigmoid(), nn.AvgPool2d(kernel_size: 2, stride: 2), nn.Flatten(),
    nn.Linear(16 * 5 * 5, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10));

// What shape does each layer give?
var sample = torch.rand(1, 1, 28, 28);
foreach (var layer in net)
{
    sample = layer.forward(sample);
    Console.WriteLine($"{layer._get_name()} output shape: {sample.shape}");
}

var loss_function = nn.CrossEntropyLoss();
var optimizer = optim.Adam(net.parameters());
var losses = new List<double>();

for (var epoch = 0; epoch < 10; epoch++)
{
    var step = 0;
    foreach (var (x, y) in train_iter)
    {
        var loss = loss_function.forward(net.forward(x), F.one_hot(y, num_classes: 10).@float());
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        if (step++ % 10 == 0)
        {
            losses.Add(loss.item());
            Console.WriteLine($"epoch {epoch + 1}, step {step - 1}, loss {loss.item():F4}");
        }
    }
}

plt.plot(losses, label: "loss");
plt.xlabel("every 10th step");
plt.ylabel("loss");
plt.grid();
plt.legend();
plt.savefig("lenet5_torch.png");

var right = 0.0;
using (torch.no_grad())
{
    foreach (var (x, y) in test_iter)
    {
        right += net.forward(x).argmax(dim: 1).eq(y).sum().item();
    }
}

Console.WriteLine($"test accuracy {right / test.Count:F4}");

sealed class Reshape : nn.Module
{
    public override Tensor forward(Tensor x) => x.view(-1, 1, 28, 28);
}
