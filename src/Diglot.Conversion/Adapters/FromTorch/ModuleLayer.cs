using System.Reflection;
using Diglot.Torch.Tensors;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.FromTorch;

/// <summary>A live module while it is read.</summary>
internal sealed class ModuleLayer(nn.Module module, string path, ValueShape input) : TorchLayer(module.GetType().Name, path, input)
{
    public override object? Attribute(string name)
        => Plain(module.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.GetValue(module));

    protected override (ArraySource Source, bool IsTrainable)? Tensor(string key)
    {
        foreach (var (name, parameter) in module.named_parameters(recurse: false))
        {
            if (name == key)
            {
                return (new MemorySource(parameter.Data), parameter.RequiresGrad);
            }
        }

        foreach (var (name, buffer) in module.named_buffers(recurse: false))
        {
            if (name == key)
            {
                return (new MemorySource(buffer.Data), false);
            }
        }

        return null;
    }

    /// <summary>A value in the words of <see cref="TorchLayer"/>.</summary>
    internal static object? Plain(object? value) => value switch
    {
        IntOrTuple { IsSingle: true } numbers => numbers.ToArray()[0],
        IntOrTuple numbers => numbers.ToArray(),
        NumberOrTuple { IsSingle: true } numbers => numbers.ToArray()[0],
        NumberOrTuple numbers => numbers.ToArray(),
        Size lengths => (int[])lengths,
        ConvolutionPadding { Mode: { } mode } => mode,
        ConvolutionPadding padding => Numbers(padding),
        _ => value,
    };

    // One number fits any count of axes; several fit their own alone.
    private static object Numbers(ConvolutionPadding padding)
    {
        foreach (var count in new[] { 2, 1, 3 })
        {
            try
            {
                int[] one = [.. Enumerable.Repeat(1, count)];
                int[] sides = [.. padding.Resolve(one, one, one).Select(static side => side.Before)];
                return sides.Distinct().Count() == 1 ? sides[0] : sides;
            }
            catch (ArgumentException)
            {
                // Of another count.
            }
        }

        return 0;
    }
}
