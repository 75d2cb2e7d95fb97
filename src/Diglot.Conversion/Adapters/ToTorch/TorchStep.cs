namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>One line of <c>forward</c>: a call of a member, or an expression.</summary>
/// <param name="Node">The node of the graph that it belongs to.</param>
/// <param name="Inputs">What it is computed from.</param>
/// <param name="Output">What it gives: the node's own output, or a value between two steps of one node.</param>
/// <param name="Member">The member that is called, or null.</param>
/// <param name="Operation">The expression, or null.</param>
public sealed record TorchStep(Node Node, IReadOnlyList<Value> Inputs, Value Output, TorchMember? Member, TorchOperation? Operation);
