using Diglot.Autograd;
using Diglot.Tensors.Storage;
using Diglot.TestKit;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Torch.Tests.Training;

[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public void Training_holds_no_more_memory_after_ten_thousand_steps_when_the_program_drops_tensors()
    {
        var net = nn.Sequential(nn.Conv2d(1, 2, kernel_size: 3), nn.ReLU(), nn.Flatten(), nn.Linear(32, 2));
        var (x, y) = (torch.ones(8, 1, 6, 6), torch.zeros(8).@long());
        var criterion = nn.CrossEntropyLoss();
        var optimizer = optim.Adam(net.parameters(), lr: 1e-3);

        var growth = MemoryGrowth.Of(Train, warmUp: 1000, count: 10_000, static () => MemoryPool.InUse, static () => MemoryPool.Held);

        Assert.True(growth is { Managed: < 512 << 10, InUse: < 64 << 10, Held: < 64 << 20, WorkingSet: < 128 << 20 }, growth.ToString());

        void Train(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                optimizer.zero_grad();
                var loss = criterion.forward(net.forward(x), y);
                loss.backward();
                optimizer.step();

                // Left to the garbage collector, the second one with a graph that no backward pass frees.
                _ = (torch.zeros(64, 256) + 1).exp();
                _ = net.forward(x).sum();
            }
        }
    }
}
