using System.Globalization;

namespace Diglot.Cli.Inspection;

/// <summary>The lines of <c>diglot diff</c>.</summary>
internal static class DifferenceReport
{
    public static void Write(FileDifference found, TextWriter output)
    {
        output.WriteLine($"A: {found.A}");
        output.WriteLine($"B: {found.B}");
        if (found.Note is not null)
        {
            output.WriteLine(found.Note);
        }

        Matches(output, "Layers matched otherwise than by name", found.LayersMatchedOtherwise);
        Matches(output, "Weights matched otherwise than by name", found.WeightsMatchedOtherwise);
        List(output, "Layers only in A", found.LayersOnlyInA);
        List(output, "Layers only in B", found.LayersOnlyInB);
        if (found.LayersThatDiffer.Count > 0)
        {
            output.WriteLine("Layers that differ");
            TextTable.Write(output, ["layer", "A", "B"], [.. found.LayersThatDiffer.Select(static layer => new[] { layer.Path, layer.A, layer.B })]);
        }

        if (!found.LayersInOrder)
        {
            output.WriteLine("The layers come in another order.");
        }

        List(output, "Weights only in A", found.WeightsOnlyInA);
        List(output, "Weights only in B", found.WeightsOnlyInB);
        if (found.WeightsThatDiffer.Count > 0)
        {
            output.WriteLine("Weights that differ");
            TextTable.Write(output, ["weight", "A", "B", "largest difference"], [.. found.WeightsThatDiffer.Select(static weight
                => new[] { weight.Name, weight.A, weight.B, weight.LargestDifference?.ToString("G5", CultureInfo.InvariantCulture) ?? "" })]);
        }

        var layers = found.LayersCompared ? "" : " Layers are not compared: not both files describe them.";
        output.WriteLine($"{(found.Equal ? "Equal" : "Different")}: {found.EqualWeights} weights are the same in both.{layers}");
    }

    private static void Matches(TextWriter output, string heading, IReadOnlyList<NameMatch> matches)
    {
        if (matches.Count > 0)
        {
            output.WriteLine(heading);
            TextTable.Write(output, ["A", "B", "matched by"], [.. matches.Select(static match => new[] { match.A, match.B, match.By == MatchedBy.Prefix ? "name without prefix" : "position and kind" })]);
        }
    }

    private static void List(TextWriter output, string heading, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            output.WriteLine(heading);
            foreach (var name in names)
            {
                output.WriteLine($"  {name}");
            }
        }
    }
}
