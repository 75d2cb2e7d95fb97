using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Source;

/// <summary>A network as a class of its own: what is declared, and what <c>forward</c> calls.</summary>
/// <param name="Members">What is declared, in order.</param>
/// <param name="Steps">What is called.</param>
internal sealed record TorchOutline(IReadOnlyList<TorchGroup> Members, IReadOnlyList<TorchSourceStep> Steps)
{
    /// <summary>The class of a plan: activations become functions, a chain under one name becomes an <c>nn.Sequential</c>.</summary>
    public static TorchOutline Of(TorchPlan plan)
    {
        var steps = plan.Steps.Select(static step => new TorchSourceStep(step.Node.Path, step.Inputs, step.Output, step.Node, step.Member?.Name, step.Member?.Call, step.Operation)).ToList();
        var sequential = new HashSet<string>();
        foreach (var prefix in Prefixes(plan).OrderByDescending(static prefix => prefix.Count(static letter => letter == '.')))
        {
            if (Fold(steps, prefix, plan.Graph))
            {
                sequential.Add(prefix);
            }
        }

        // Only what forward itself calls can be a function there; an nn.Sequential needs its modules.
        var functions = new HashSet<string>();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            if (step is { Call: { } call, Member: { } member } && TorchFunctions.Has(call))
            {
                functions.Add(member);
                steps[i] = step with { Member = null };
            }
        }

        return new(Groups([.. plan.Members.Where(member => !functions.Contains(member.Name))], "", sequential), steps);
    }

    private static IEnumerable<string> Prefixes(TorchPlan plan) => plan.Members.SelectMany(static member =>
    {
        var parts = member.Name.Split('.');
        return Enumerable.Range(1, parts.Length - 1).Select(count => string.Join('.', parts[..count]));
    }).Distinct();

    // Puts the calls of a group into one, if they are a chain and nothing else happens between them.
    private static bool Fold(List<TorchSourceStep> steps, string prefix, NetworkGraph graph)
    {
        bool Inside(TorchSourceStep step) => step.Member?.StartsWith(prefix + ".", StringComparison.Ordinal) == true;
        var inside = steps.Where(Inside).ToArray();
        var isChain = inside.Length > 1 && inside.All(static step => step.Inputs.Count == 1) && inside.Select(static step => step.Member).Distinct().Count() == inside.Length
            && inside.All(step => !step.Member![(prefix.Length + 1)..].Contains('.'))
            && inside.Zip(inside.Skip(1), (one, next) => next.Inputs[0] == one.Output && !graph.Outputs.Contains(one.Output) && steps.Count(step => step.Inputs.Contains(one.Output)) == 1).All(static follows => follows);
        if (!isChain)
        {
            return false;
        }

        steps[steps.IndexOf(inside[0])] = new(prefix, inside[0].Inputs, inside[^1].Output, null, prefix, null, null);
        steps.RemoveAll(Inside);
        return true;
    }

    private static IReadOnlyList<TorchGroup> Groups(IReadOnlyList<TorchMember> members, string prefix, HashSet<string> sequential)
        => [.. members.GroupBy(member => member.Name[prefix.Length..].Split('.')[0]).Select(group => group.First() is var first && first.Name == prefix + group.Key
            ? new TorchGroup(group.Key, first, [], false)
            : new TorchGroup(group.Key, null, Groups([.. group], $"{prefix}{group.Key}.", sequential), sequential.Contains(prefix + group.Key)))];
}
