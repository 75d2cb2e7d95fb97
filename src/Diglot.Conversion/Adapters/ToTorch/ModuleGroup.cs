using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>Holds the modules of a nested model under its name; the network's own <c>forward</c> calls them.</summary>
public sealed class ModuleGroup : nn.Module
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => throw new InvalidOperationException("This module only holds others under a name; run the network that it belongs to.");

    /// <summary>The module at a place in a network; groups are put there where there is none.</summary>
    /// <param name="network">The network.</param>
    /// <param name="names">Names of the modules that lead to it.</param>
    internal static nn.Module Holder(nn.Module network, ReadOnlySpan<string> names)
    {
        var holder = network;
        foreach (var name in names)
        {
            var inner = Child(holder, name);
            if (inner is null)
            {
                inner = new ModuleGroup();
                holder.add_module(name, inner);
            }

            holder = inner;
        }

        return holder;
    }

    private static nn.Module? Child(nn.Module holder, string name) => holder.named_children().FirstOrDefault(child => child.name == name).module;
}
