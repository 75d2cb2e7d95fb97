namespace Diglot.Cli.Training;

/// <summary>How training in one dialect went.</summary>
internal sealed record StyleResult
{
    /// <summary><c>keras</c> or <c>torch</c>.</summary>
    public required string Style { get; init; }

    /// <summary>Mean training loss of each finished epoch.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>Accuracy after each finished epoch: on the validation part (Keras) or the test pictures (PyTorch).</summary>
    public required IReadOnlyList<double> Accuracies { get; init; }

    /// <summary>Seconds that each finished epoch took, evaluation not counted.</summary>
    public required IReadOnlyList<double> Seconds { get; init; }

    /// <summary>Share of the test pictures that the trained network gets right; null when training was stopped.</summary>
    public required double? TestAccuracy { get; init; }

    /// <summary>Paths of everything written.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The trained model of the Keras way; null in the other.</summary>
    public Keras.Models.Model? Model { get; init; }

    /// <summary>The trained network of the PyTorch way; null in the other.</summary>
    public Torch.Api.nn.Module? Network { get; init; }

    /// <summary>Whether Ctrl-C ended it early.</summary>
    public required bool Interrupted { get; init; }
}
