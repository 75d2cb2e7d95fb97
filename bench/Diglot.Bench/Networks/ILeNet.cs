namespace Diglot.Bench.Networks;

/// <summary>LeNet-5 written in one dialect, through its public face alone.</summary>
internal interface ILeNet
{
    /// <summary><c>keras</c> or <c>torch</c>.</summary>
    string Face { get; }

    /// <summary>Trains for some steps of 64 images in a random order.</summary>
    void Train(int steps);

    /// <summary>Ways to run the network on a batch, with the name of each.</summary>
    IEnumerable<(string Way, Action Call)> Inference(int batch);
}
