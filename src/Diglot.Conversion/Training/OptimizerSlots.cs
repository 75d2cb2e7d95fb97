namespace Diglot.Conversion.Training;

/// <summary>What optimizers remember of each weight, named after what it is.</summary>
internal static class OptimizerSlots
{
    /// <summary>Running mean of gradients (Adam), or running sum of gradients (SGD with momentum).</summary>
    public const string Mean = "mean";

    /// <summary>Running mean of squared gradients.</summary>
    public const string Square = "square";

    /// <summary>The largest running mean of squared gradients so far (AMSGrad).</summary>
    public const string LargestSquare = "largest square";

    /// <summary>PyTorch's names in an Adam's state.</summary>
    public static IReadOnlyDictionary<string, string> TorchNames { get; } = new Dictionary<string, string> { [Mean] = "exp_avg", [Square] = "exp_avg_sq", [LargestSquare] = "max_exp_avg_sq" };

    /// <summary>An array times a number.</summary>
    public static NDArray Scaled(NDArray array, double factor) => (new Tensor(array) * factor).Data;
}
