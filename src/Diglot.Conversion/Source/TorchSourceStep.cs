using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Source;

/// <summary>A call in <c>forward</c>: of a member, of a function in a stateless module's place, or an expression.</summary>
/// <param name="Name">What a variable for its result may be called.</param>
/// <param name="Inputs">What it is computed from.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Node">The node that it belongs to; null for a group of several.</param>
/// <param name="Member">Path of the member that is called, or null.</param>
/// <param name="Call">How the module is made, or would be; null for groups and expressions.</param>
/// <param name="Operation">The expression, or null.</param>
internal sealed record TorchSourceStep(string Name, IReadOnlyList<Value> Inputs, Value Output, Node? Node, string? Member, TorchCall? Call, TorchOperation? Operation) : ISourceStep
{
    /// <summary>Whether it reads well around another call: an activation, a normalization behind its layer, a layer behind its padding.</summary>
    public static bool Joins(IReadOnlyList<TorchSourceStep> before, TorchSourceStep step)
    {
        var last = before[^1];
        return before.Count < 4 && step.Operation is null && step.Call is { ClassName: var name } && (
            TorchFunctions.IsActivation(name)
            || (name.Contains("Norm", StringComparison.Ordinal) && last.Call is { ClassName: var layer } && (layer.StartsWith("Conv", StringComparison.Ordinal) || layer == "Linear"))
            || (last.Call is not null && last.Node == step.Node));
    }
}
