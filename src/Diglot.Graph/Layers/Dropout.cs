namespace Diglot.Graph.Layers;

/// <summary>In training, sets elements to 0 with a probability and divides the others by what is left; otherwise does nothing.</summary>
/// <param name="Rate">The probability.</param>
/// <param name="WholeChannels">Whether a channel is dropped as a whole.</param>
public sealed record Dropout(double Rate, bool WholeChannels = false) : Layer
{
    /// <inheritdoc/>
    public override bool IsElementwise => true;
}
