using System.Globalization;
using Diglot.Autograd;
using Diglot.Torch.Optim;
using Diglot.Torch.Tests.Serialization;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Torch.Tests.Optim;

public sealed class OptimizerStateTests : IDisposable
{
    private static readonly Dictionary<string, Func<Tensor, Optimizer>> Makers = new()
    {
        ["SGD"] = p => optim.SGD([p], lr: 0.1, momentum: 0.9),
        ["Adam"] = p => optim.Adam([p], amsgrad: true),
        ["AdamW"] = p => optim.AdamW([p]),
        ["RMSprop"] = p => optim.RMSprop([p], momentum: 0.5, centered: true),
        ["Adamax"] = p => optim.Adamax([p]),
        ["NAdam"] = p => optim.NAdam([p]),
        ["RAdam"] = p => optim.RAdam([p]),
        ["Adagrad"] = p => optim.Adagrad([p], lr_decay: 0.1),
        ["Adadelta"] = p => optim.Adadelta([p]),
        ["ASGD"] = p => optim.ASGD([p], t0: 1),
        ["Rprop"] = p => optim.Rprop([p]),
    };

    private readonly string folder = Directory.CreateTempSubdirectory("optimizer-state").FullName;

    public static TheoryData<string> Names => [.. Makers.Keys];

    public void Dispose() => Directory.Delete(folder, true);

    [Theory]
    [MemberData(nameof(Names))]
    public void State_goes_to_PyTorch_and_back_and_training_goes_on(string name)
    {
        var parameter = nn.Parameter(Tensor.From([1f, -2f, 3f], [3]));
        var optimizer = Makers[name](parameter);
        Step(optimizer, parameter, 0.5f, -1f, 2f);
        Step(optimizer, parameter, 1f, 1f, -2f);
        var (ours, theirs) = (Path.Combine(folder, "ours.pt"), Path.Combine(folder, "theirs.pt"));
        torch.save(new Dictionary<string, object?> { ["p"] = parameter.detach(), ["optimizer"] = optimizer.state_dict() }, ours);

        var lines = PythonTorch.Run(
            """
            import sys, torch
            c = torch.load(sys.argv[2])
            p = torch.nn.Parameter(c["p"].clone())
            fresh = torch.nn.Parameter(c["p"].clone())
            own = getattr(torch.optim, sys.argv[1])([fresh], **{k: v for k, v in c["optimizer"]["param_groups"][0].items() if k in ("lr", "momentum", "amsgrad", "centered")})
            o = getattr(torch.optim, sys.argv[1])([p], lr=123.0)
            o.load_state_dict(c["optimizer"])
            def step(o, p, g):
                p.grad = torch.tensor(g); o.step()
            step(own, fresh, [1., 1., 1.])
            mine, has = own.state_dict(), o.state_dict()
            assert set(mine["state"][0]) == set(has["state"][0]), (mine, has)
            assert set(mine["param_groups"][0]) <= set(has["param_groups"][0]), (mine, has)
            step(o, p, [0.25, -3., 1.])
            print(*p.tolist())
            torch.save({"p": p.detach(), "optimizer": o.state_dict()}, sys.argv[3])
            step(o, p, [2., 3., -0.5])
            print(*p.tolist())
            """,
            name,
            ours,
            theirs).Split('\n').Select(line => line.Split(' ').Select(part => float.Parse(part, CultureInfo.InvariantCulture)).ToArray()).ToArray();

        Step(optimizer, parameter, 0.25f, -3f, 1f);
        Same(lines[0], parameter);
        var checkpoint = torch.load(theirs);
        var other = nn.Parameter((Tensor)checkpoint["p"]);
        Optimizer resumed = Makers[name](other);
        resumed.load_state_dict(checkpoint["optimizer"]);
        Step(resumed, other, 2f, 3f, -0.5f);
        Same(lines[1], other);
    }

    private static void Step(Optimizer optimizer, Tensor parameter, params float[] gradient)
    {
        parameter.grad = Tensor.From(gradient, [3]);
        optimizer.step();
    }

    private static void Same(float[] expected, Tensor actual) => Assert.Equal(expected, actual.ToArray<float>(), (a, b) => Math.Abs(a - b) < 1e-5f);
}
