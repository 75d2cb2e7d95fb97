namespace Diglot.Torch.Optim;

/// <summary>Steps by the sign of the gradient alone; each element's step size grows while the sign stays, shrinks when it changes.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.optim.Rprop.html (M. Riedmiller and H. Braun 1993). For full batches.</remarks>
[Face("optim")]
public sealed class Rprop : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="params">The parameters to train.</param>
    /// <param name="lr">First step size.</param>
    /// <param name="etas">Factors of shrinking and growing; default (0.5, 1.2).</param>
    /// <param name="step_sizes">Smallest and largest step size; default (1e-6, 50).</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    /// <exception cref="ArgumentException">An option outside its range.</exception>
    public Rprop(IEnumerable<Tensor> @params, double lr = 1e-2, (double, double)? etas = null, (double, double)? step_sizes = null, bool maximize = false)
        : this([new ParameterGroup(@params)], lr, etas, step_sizes, maximize)
    {
    }

    /// <summary>Makes the optimizer for groups with options of their own.</summary>
    /// <param name="params">The groups.</param>
    /// <param name="lr">First step size.</param>
    /// <param name="etas">Factors of shrinking and growing; default (0.5, 1.2).</param>
    /// <param name="step_sizes">Smallest and largest step size; default (1e-6, 50).</param>
    /// <param name="maximize">Climbs instead of descending.</param>
    public Rprop(IEnumerable<ParameterGroup> @params, double lr = 1e-2, (double, double)? etas = null, (double, double)? step_sizes = null, bool maximize = false)
    {
        Require(lr >= 0, lr, "lr");
        if ((etas ?? (0.5, 1.2)) is not (> 0 and < 1, > 1))
        {
            throw new ArgumentException($"Invalid eta values: {etas}. The first lies between 0 and 1, the second above 1.", nameof(etas));
        }

        Defaults["lr"] = lr;
        Defaults["etas"] = etas ?? (0.5, 1.2);
        Defaults["step_sizes"] = step_sizes ?? (1e-6, 50.0);
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
        CountStep(state);
        var ((shrink, grow), (smallest, largest)) = (group.Pair("etas"), group.Pair("step_sizes"));
        var previous = Stored(state, "prev", parameter);
        var size = Stored(state, "step_size", parameter, group.Number("lr"));
        var agreement = (g * previous).Sign();
        var turned = agreement.Less(0);
        var factor = Tensor.Full(parameter.Shape, 1, parameter.Type).MaskedFill(agreement.Greater(0), grow).MaskedFill(turned, shrink);
        size.CopyFrom((size * factor).Clamp(smallest, largest));

        // Where the sign has changed the element rests for a step.
        g = g.MaskedFill(turned, 0);
        Move(parameter, g.Sign() * size);
        previous.CopyFrom(g);
    }
}
