using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Source;

/// <summary>Zeros around an image as the argument <c>padding</c> of the convolution behind, as one writes them in PyTorch.</summary>
internal static class TorchPadding
{
    // Arguments of a convolution that stand behind its padding.
    private static readonly string[] Behind = ["dilation", "groups", "bias", "padding_mode"];

    /// <summary>The plan without the modules that only pad for one convolution. They have no weights, so that files of the state stay what they are.</summary>
    public static TorchPlan Fold(TorchPlan plan)
    {
        // Modules that are named by their place would move up.
        if (plan.IsSequential && plan.Members.All(static member => int.TryParse(member.Name, out _)))
        {
            return plan;
        }

        var (members, steps) = (plan.Members.ToList(), plan.Steps.ToList());
        foreach (var pad in plan.Steps)
        {
            if (Widths(pad) is not { } widths || Calls(plan, pad.Member!) != 1 || plan.Graph.Outputs.Contains(pad.Output)
                || plan.Steps.Where(step => step.Inputs.Contains(pad.Output)).ToArray() is not [{ Member: { } convolution } behind] || Calls(plan, convolution) != 1 || !Takes(convolution.Call, widths.Length))
            {
                continue;
            }

            var arguments = convolution.Call.Arguments.ToList();
            var place = arguments.FindIndex(static argument => Behind.Contains(argument.Name));
            arguments.Insert(place < 0 ? arguments.Count : place, ("padding", Layers.Windows.Compact(widths)));
            var padded = convolution with { Call = new(convolution.Call.ClassName, arguments) };
            members[members.IndexOf(convolution)] = padded;
            members.Remove(pad.Member!);
            steps[steps.IndexOf(behind)] = behind with { Inputs = pad.Inputs, Member = padded };
            steps.Remove(pad);
        }

        return plan with { Members = members, Steps = steps };
    }

    private static int Calls(TorchPlan plan, TorchMember member) => plan.Steps.Count(step => step.Member == member);

    private static bool Takes(TorchCall call, int axes) => call.ClassName == $"Conv{axes}d" && call.Arguments.All(static argument => argument.Name is not ("padding" or "padding_mode"));

    // As many zeros before as behind, for each axis from the first; nn.ZeroPad names the last axis first.
    private static int[]? Widths(TorchStep step)
    {
        if (step.Member?.Call is not { ClassName: ['Z', 'e', 'r', 'o', 'P', 'a', 'd', var axes, 'd'], Arguments: [(null, var argument)] })
        {
            return null;
        }

        var count = axes - '0';
        int[] sides = argument switch { int one => [.. Enumerable.Repeat(one, 2 * count)], int[] several => several, _ => [] };
        var pairs = Enumerable.Range(0, sides.Length / 2).Select(i => (Before: sides[2 * i], After: sides[(2 * i) + 1])).Reverse().ToArray();
        return pairs.Length == count && pairs.All(static pair => pair.Before == pair.After && pair.Before >= 0) ? [.. pairs.Select(static pair => pair.Before)] : null;
    }
}
