namespace Diglot.Torch.Optim;

/// <summary>Gradient descent with a falling rate, and the mean of the parameters from step t0 on in the state's <c>ax</c>.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.ASGD.html (dl.acm.org/citation.cfm?id=131098).</remarks>
[Face("optim")]
public sealed class ASGD : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="lambd">How the rate falls, and how parameters shrink.</param>
    /// <param name="alpha">Exponent of the falling rate.</param>
    /// <param name="t0">First step of the mean.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">An option outside its range.</exception>
    public ASGD(IEnumerable<Tensor> @params, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
        : this([new ParameterGroup(@params)], lr, lambd, alpha, t0, weight_decay, maximize)
    {
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="lambd">How the rate falls, and how parameters shrink.</param>
    /// <param name="alpha">Exponent of the falling rate.</param>
    /// <param name="t0">First step of the mean.</param>
    /// <param name="weight_decay">L2 penalty.</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    public ASGD(IEnumerable<ParameterGroup> @params, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
    {
        Require(lr >= 0, lr, "lr");
        Require(weight_decay >= 0, weight_decay, "weight_decay");
        Defaults["lr"] = lr;
        Defaults["lambd"] = lambd;
        Defaults["alpha"] = alpha;
        Defaults["t0"] = t0;
        Defaults["weight_decay"] = weight_decay;
        Defaults["foreach"] = null;
        Defaults["maximize"] = maximize;
        Defaults["differentiable"] = false;
        Defaults["capturable"] = false;
        Begin(null, @params);
    }

    /// <inheritdoc/>
    private protected override void Update(Tensor parameter, NDArray gradient, ParameterGroup group)
    {
        var (state, g) = (StateOf(parameter), Penalized(parameter, gradient, group));
        var step = CountStep(state);
        var (rate, lambd) = (group.Number("lr"), group.Number("lambd"));
        var (eta, mu) = (Of(state, "eta", rate), Of(state, "mu", 1));
        var mean = Stored(state, "ax", parameter);
        Scale(parameter, 1 - (lambd * eta));
        Move(parameter, g * eta);

        mean.CopyFrom(mu == 1 ? parameter.Detach() : mean + ((parameter.Detach() - mean) * mu));
        state["eta"] = Tensor.Scalar(rate / Math.Pow(1 + (lambd * rate * step), group.Number("alpha")));
        state["mu"] = Tensor.Scalar(1 / Math.Max(1, step - group.Number("t0")));
    }

    private static double Of(OrderedDictionary<string, object> state, string name, double first) => state.TryGetValue(name, out var found) ? ((Tensor)found).Item<double>() : first;
}
