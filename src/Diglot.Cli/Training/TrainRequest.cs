namespace Diglot.Cli.Training;

/// <summary>What <c>diglot train</c> was asked for.</summary>
internal sealed record TrainRequest
{
    public required string Network { get; init; }

    /// <summary><c>keras</c>, <c>torch</c> or <c>both</c>.</summary>
    public required string Style { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required long Seed { get; init; }

    public required int Threads { get; init; }

    public required string Device { get; init; }

    /// <summary>Folder of the MNIST files; null searches for it.</summary>
    public required string? Data { get; init; }

    /// <summary>Folder that models and curves go to.</summary>
    public required string Out { get; init; }

    public required bool Json { get; init; }
}
