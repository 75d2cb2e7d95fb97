namespace Diglot.Torch.Functional;

/// <summary>Loss functions of <c>torch.nn.functional</c>. <c>reduction</c> is <c>mean</c>, <c>sum</c> or <c>none</c> (one value an element).</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#loss-functions.</remarks>
[Face("F")]
public static partial class Losses
{
    /// <summary>(input − target)².</summary>
    public static Tensor mse_loss(Tensor input, Tensor target, string reduction = "mean", Tensor? weight = null)
        => Reduce(Weighted((input - target).Square(), weight), reduction, weight);

    /// <summary>|input − target|.</summary>
    public static Tensor l1_loss(Tensor input, Tensor target, string reduction = "mean", Tensor? weight = null)
        => Reduce(Weighted((input - target).Abs(), weight), reduction, weight);

    /// <summary>½ d² / beta where |d| = |input − target| &lt; beta, else |d| − ½ beta.</summary>
    public static Tensor smooth_l1_loss(Tensor input, Tensor target, string reduction = "mean", double beta = 1.0)
    {
        if (beta < 0)
        {
            throw new ArgumentException($"smooth_l1_loss does not support negative values for beta; received {PythonText.Of(beta)}.", nameof(beta));
        }

        if (beta == 0)
        {
            return l1_loss(input, target, reduction);
        }

        var difference = input - target;
        var distance = difference.Abs();
        return Reduce(Tensor.Where(distance < beta, difference.Square() * (0.5 / beta), distance - (0.5 * beta)), reduction);
    }

    /// <summary>½ d² where |d| = |input − target| ≤ delta, else delta · (|d| − ½ delta).</summary>
    public static Tensor huber_loss(Tensor input, Tensor target, string reduction = "mean", double delta = 1.0)
    {
        if (!(delta > 0))
        {
            throw new ArgumentException($"huber_loss does not support non-positive values for delta; received {PythonText.Of(delta)}.", nameof(delta));
        }

        var difference = input - target;
        var distance = difference.Abs();
        return Reduce(Tensor.Where(distance <= delta, difference.Square() * 0.5, (distance - (0.5 * delta)) * delta), reduction);
    }

    /// <summary>−(target · log(input) + (1 − target) · log(1 − input)), logarithms not below −100.</summary>
    public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, string reduction = "mean")
    {
        RequireShape(input, target);
        var (x, t) = (input.Detach(), target.Detach());
        var (positive, negative) = (LimitedLog(x), LimitedLog(1 - x));

        // PyTorch's gradient is (x − t) / max(x · (1 − x), 1e-12), whatever the limits of the logarithms.
        var slope = (x - t) / (x * (1 - x)).Clamp(low: 1e-12);
        var loss = ((t - 1) * negative) - (t * positive) + ((input - x) * slope) + ((target - t) * (negative - positive));
        return Reduce(weight is null ? loss : loss * weight, reduction);
    }

    /// <summary>Binary cross-entropy of sigmoid(input), stable for large logits; <c>pos_weight</c> multiplies the positive part.</summary>
    public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, string reduction = "mean", Tensor? pos_weight = null)
    {
        RequireShape(input, target);
        var negative = (-input).Softplus();
        var loss = pos_weight is null
            ? ((1 - target) * input) + negative
            : ((1 - target) * input) + ((((pos_weight - 1) * target) + 1) * negative);
        return Reduce(weight is null ? loss : loss * weight, reduction);
    }

    /// <summary>target · (log(target) − input), input being logarithms; <c>log_target</c> says that target is too. <c>batchmean</c> divides the sum by N.</summary>
    public static Tensor kl_div(Tensor input, Tensor target, string reduction = "mean", bool log_target = false)
    {
        Arguments.OneOf(reduction, nameof(reduction), "none", "batchmean", "mean", "sum");
        var loss = log_target ? target.Exp() * (target - input) : XLogX(target) - (target * input);
        return reduction == "batchmean" ? loss.Sum() / (input.Rank == 0 ? 1 : input.Shape[0]) : Reduce(loss, reduction);
    }

    /// <summary>e^input − target · input (or input − target · log(input + eps)); <c>full</c> adds Stirling's approximation of log(target!).</summary>
    public static Tensor poisson_nll_loss(Tensor input, Tensor target, bool log_input = true, bool full = false, double eps = 1e-8, string reduction = "mean")
    {
        var loss = log_input ? input.Exp() - (target * input) : input - (target * (input + eps).Log());
        if (full)
        {
            var many = target > 1;
            var safe = Tensor.Where(many, target, Tensor.Ones(Shape.Scalar, target.Type));
            var stirling = (safe * safe.Log()) - safe + ((safe * (2 * Math.PI)).Log() * 0.5);
            loss += Tensor.Where(many, stirling, Tensor.Zeros(Shape.Scalar, target.Type));
        }

        return Reduce(loss, reduction);
    }

    /// <summary>½ (log(max(var, eps)) + (input − target)² / max(var, eps)); <c>full</c> adds ½ log 2π.</summary>
    public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor var, bool full = false, double eps = 1e-6, string reduction = "mean")
    {
        if (var.Shape != input.Shape && var.Rank == input.Rank - 1)
        {
            var = var.ExpandDims(-1);
        }

        // The limit eps is no part of the gradient: it passes to var as if there were none.
        var limited = var + (var.Detach().Clamp(low: eps) - var.Detach());
        var loss = (limited.Log() + ((input - target).Square() / limited)) * 0.5;
        return Reduce(full ? loss + (0.5 * Math.Log(2 * Math.PI)) : loss, reduction);
    }

    /// <summary>log(1 + e^(−target · input)), target −1 or 1.</summary>
    public static Tensor soft_margin_loss(Tensor input, Tensor target, string reduction = "mean") => Reduce((-target * input).Softplus(), reduction);

    /// <summary>input where target is 1, max(0, margin − input) where it is −1.</summary>
    public static Tensor hinge_embedding_loss(Tensor input, Tensor target, double margin = 1.0, string reduction = "mean")
    {
        var zero = Tensor.Zeros(Shape.Scalar, input.Type);
        var loss = Tensor.Where(target.EqualTo(1), zero, (margin - input).Relu()) + Tensor.Where(target.EqualTo(-1), zero, input);
        return Reduce(loss, reduction);
    }

    /// <summary>max(0, −target · (input1 − input2) + margin).</summary>
    public static Tensor margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0.0, string reduction = "mean")
        => Reduce((-target * (input1 - input2) + margin).Clamp(low: 0), reduction);

    /// <summary>1 − cos(input1, input2) where target is 1, max(0, cos − margin) where it is −1.</summary>
    public static Tensor cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0.0, string reduction = "mean")
    {
        var axis = target.Rank;
        var product = (input1 * input2).Sum([axis], false);
        var norms = ((input1.Square().Sum([axis], false) + 1e-12) * (input2.Square().Sum([axis], false) + 1e-12)).Sqrt();
        var cosine = product / norms;
        var zero = Tensor.Zeros(Shape.Scalar, cosine.Type);
        var loss = Tensor.Where(target.EqualTo(1), 1 - cosine, zero) + Tensor.Where(target.EqualTo(-1), (cosine - margin).Clamp(low: 0), zero);
        return Reduce(loss, reduction);
    }

    /// <summary>max(0, d(anchor, positive) − d(anchor, negative) + margin) with the p-norm distance; <c>swap</c> takes the nearer of d(anchor, negative) and d(positive, negative).</summary>
    public static Tensor triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, double margin = 1.0, double p = 2, double eps = 1e-6, bool swap = false, string reduction = "mean")
    {
        var near = Distances.pairwise_distance(anchor, positive, p, eps);
        var far = Distances.pairwise_distance(anchor, negative, p, eps);
        if (swap)
        {
            far = Tensor.Minimum(far, Distances.pairwise_distance(positive, negative, p, eps));
        }

        return Reduce((near - far + margin).Clamp(low: 0), reduction);
    }

    /// <summary>The mean, the sum, or the elements themselves.</summary>
    internal static Tensor Reduce(Tensor loss, string reduction, Tensor? weight = null)
        => Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum") switch
        {
            "none" => loss,
            "sum" => loss.Sum(),
            _ => weight is null ? loss.Mean() : loss.Sum() / weight.BroadcastTo(loss.Shape).Sum(),
        };

    private static Tensor Weighted(Tensor loss, Tensor? weight) => weight is null ? loss : loss * weight;

    private static Tensor XLogX(Tensor target)
    {
        var positive = target > 0;
        var one = Tensor.Ones(Shape.Scalar, target.Type);
        return Tensor.Where(positive, target, one) * Tensor.Where(positive, target, one).Log();
    }

    private static Tensor LimitedLog(Tensor x) => x.Log().Clamp(low: -100);

    private static void RequireShape(Tensor input, Tensor target)
    {
        if (input.Shape != target.Shape)
        {
            throw new ArgumentException($"Target size ({new Size(target.Shape)}) must be the same as input size ({new Size(input.Shape)})", nameof(target));
        }
    }
}
