using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Source;

/// <summary>A member as it is declared: a module, or modules under a common name.</summary>
/// <param name="Name">The last part of its path.</param>
/// <param name="Module">The module, or null.</param>
/// <param name="Children">The modules of a group in order.</param>
/// <param name="IsSequential">Whether the group's members are called one after the other, as <c>nn.Sequential</c> does.</param>
internal sealed record TorchGroup(string Name, TorchMember? Module, IReadOnlyList<TorchGroup> Children, bool IsSequential);
