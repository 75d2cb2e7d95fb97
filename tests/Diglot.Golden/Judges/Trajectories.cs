using Diglot.Golden.Cases;
using Diglot.Golden.Judges.Keras;
using Diglot.Golden.Judges.Torch;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges;

/// <summary>Kind <c>trajectories</c>: whole training runs, by the framework that made them.</summary>
public sealed class Trajectories : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["trajectories"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        if (golden.Text("framework") == "torch")
        {
            TorchTrajectories.Judge(golden, comparison);
        }
        else
        {
            KerasTrajectories.Judge(golden, comparison);
        }
    }
}
