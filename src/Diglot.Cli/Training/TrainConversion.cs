namespace Diglot.Cli.Training;

/// <summary>A trained network as the other framework's file, and the proof that the two are equal.</summary>
internal sealed record TrainConversion
{
    /// <summary>The dialect it was trained in: <c>keras</c> or <c>torch</c>.</summary>
    public required string From { get; init; }

    /// <summary>The other one.</summary>
    public required string To { get; init; }

    /// <summary>Test images that both sides were run on.</summary>
    public required int Images { get; init; }

    /// <summary>Share of the test images that the trained network gets right.</summary>
    public required double SourceAccuracy { get; init; }

    /// <summary>Share of the test images that the network read back from the written file gets right.</summary>
    public required double TargetAccuracy { get; init; }

    /// <summary>The largest difference of any probability of any image.</summary>
    public required double LargestProbabilityDifference { get; init; }

    /// <summary>Whether the outputs agree within the tolerance of <c>diglot verify</c>, and both sides get the same images right.</summary>
    public required bool Equal { get; init; }

    public required IReadOnlyList<string> Files { get; init; }
}
