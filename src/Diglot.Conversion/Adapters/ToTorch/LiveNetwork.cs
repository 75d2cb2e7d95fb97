using Diglot.Torch.NN.Containers;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>Live modules from plans, with the plan's weights.</summary>
internal static class LiveNetwork
{
    /// <summary>An <c>nn.Sequential</c> with named members, or a module whose <c>forward</c> follows the plan.</summary>
    public static nn.Module Make(TorchPlan plan)
    {
        var modules = new Dictionary<TorchMember, nn.Module>();
        foreach (var member in plan.Members)
        {
            var module = ModuleFactory.Make(member.Call, member.Name);
            Fill(module, member);
            modules.Add(member, module);
        }

        nn.Module network = plan.IsSequential
            ? new Sequential([.. plan.Steps.Select(step => (step.Member!.Name, modules[step.Member]))])
            : new PlannedModule(plan, modules);
        network.eval();
        return network;
    }

    private static void Fill(nn.Module module, TorchMember member)
    {
        var parameters = module.named_parameters().ToDictionary(static entry => entry.name, static entry => entry.parameter);
        var buffers = module.named_buffers().ToDictionary(static entry => entry.name, static entry => entry.buffer);
        foreach (var (key, weight) in member.Weights)
        {
            var tensor = parameters.TryGetValue(key, out var parameter) ? parameter : buffers[key];
            using (Autograd.Tape.GradientMode.Disable())
            {
                tensor.Data.CopyFrom(weight.Read().To(tensor.Type));
            }

            if (parameter is not null && !weight.IsTrainable)
            {
                parameter.RequiresGrad = false;
            }
        }
    }
}
