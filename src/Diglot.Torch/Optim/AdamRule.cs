using System.Numerics;
using Diglot.Tensors;
using Diglot.Tensors.Kernels.Updates;

namespace Diglot.Torch.Optim;

/// <summary>What Adam and AdamW share.</summary>
internal static class AdamRule
{
    public static void SetDefaults(
        OrderedDictionary<string, object?> defaults, double lr, (double First, double Second) betas, double eps, double weightDecay, bool amsgrad, bool maximize, bool decoupled)
    {
        Require(lr >= 0, "learning rate", lr, "at least 0");
        Require(eps >= 0, "epsilon", eps, "at least 0");
        Require(betas.First is >= 0 and < 1, "beta parameter at index 0", betas.First, "at least 0 and less than 1");
        Require(betas.Second is >= 0 and < 1, "beta parameter at index 1", betas.Second, "at least 0 and less than 1");
        Require(weightDecay >= 0, "weight_decay", weightDecay, "at least 0");
        (defaults["lr"], defaults["betas"], defaults["eps"], defaults["weight_decay"]) = (lr, betas, eps, weightDecay);
        (defaults["amsgrad"], defaults["maximize"], defaults["foreach"], defaults["capturable"]) = (amsgrad, maximize, null, false);
        (defaults["differentiable"], defaults["fused"], defaults["decoupled_weight_decay"]) = (false, null, decoupled);
    }

    public static void Run<T>(NDArray parameter, NDArray gradient, NDArray first, NDArray second, NDArray? largest, double step, ParameterGroup group)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (lr, decay) = (group.Number("lr"), group.Number("weight_decay"));
        var (beta1, beta2) = group.Pair("betas");
        var decoupled = group.Flag("decoupled_weight_decay");
        UpdateLoop.Run<AdamUpdate<T>, T>(
            new(
                beta1,
                beta2,
                lr / (1 - Math.Pow(beta1, step)),
                1 / Math.Sqrt(1 - Math.Pow(beta2, step)),
                group.Number("eps"),
                shrink: decoupled ? 1 - (lr * decay) : 1,
                penalty: decoupled ? 0 : decay,
                amsgrad: largest is not null,
                sign: group.Flag("maximize") ? -1 : 1),
            parameter,
            gradient,
            first,
            second,
            largest);
    }

    private static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"Invalid {name}: {value}. It must be {rule}.");
        }
    }
}
