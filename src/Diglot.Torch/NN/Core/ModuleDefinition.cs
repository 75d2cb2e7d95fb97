namespace Diglot.Torch.NN.Core;

/// <summary>
/// What a module computes: the part that its author overrides. Callers never see these methods, because <c>nn.Module</c> declares a
/// <c>forward</c> of its own that runs hooks around them; so <c>net.forward(x)</c> does what <c>net(x)</c> does in Python.
/// </summary>
/// <remarks>
/// It works by C#'s rules alone: a call considers the most derived class that declares (not overrides) an applicable <c>forward</c>, which is
/// <c>nn.Module</c>, while <c>override</c> looks for the exact signature, which is here.
/// </remarks>
public abstract class ModuleDefinition
{
    /// <summary>Computes the module's output; override it in a module of your own.</summary>
    /// <param name="x">The input.</param>
    public virtual Tensor forward(Tensor x) => throw Missing(1);

    /// <summary>Computes the module's output from two inputs.</summary>
    /// <param name="x">The first input.</param>
    /// <param name="y">The second input.</param>
    public virtual Tensor forward(Tensor x, Tensor y) => throw Missing(2);

    /// <summary>Computes the module's output from three inputs.</summary>
    /// <param name="x">The first input.</param>
    /// <param name="y">The second input.</param>
    /// <param name="z">The third input.</param>
    public virtual Tensor forward(Tensor x, Tensor y, Tensor z) => throw Missing(3);

    private NotSupportedException Missing(int inputs) => new(
        $"Module [{GetType().Name}] is missing the required \"forward\" function for {inputs} input{(inputs == 1 ? string.Empty : "s")}: override "
        + $"public Tensor forward({string.Join(", ", Enumerable.Repeat("Tensor", inputs))}), or call it with as many inputs as it takes.");
}
