using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>Holds the modules of a nested model under its name; the network's own <c>forward</c> calls them.</summary>
public sealed class ModuleGroup : nn.Module
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => throw new InvalidOperationException("This module only holds others under a name; run the network that it belongs to.");
}
