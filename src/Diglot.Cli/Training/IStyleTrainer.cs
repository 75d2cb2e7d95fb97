using Diglot.Cli.Output;

namespace Diglot.Cli.Training;

/// <summary>Trains the network in one dialect, through that dialect's public face.</summary>
internal interface IStyleTrainer
{
    /// <summary><c>keras</c> or <c>torch</c>.</summary>
    string Style { get; }

    /// <summary>Trains, saves the model and draws its curves.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="stop">Set by Ctrl-C: the trainer then saves what it has and returns.</param>
    StyleResult Train(TrainRequest request, OutputFolder folder, CancellationToken stop);
}
