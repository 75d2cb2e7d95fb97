namespace Diglot.Torch.NN.Shapes;

/// <summary>Deals the channels of g groups out in turn: channel i of group k becomes channel i · g + k.</summary>
/// <remarks>
/// <para>Input and output (N, C, *).</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ChannelShuffle.html.</para>
/// </remarks>
/// <param name="groups">Number of groups.</param>
[Face("nn")]
public sealed class ChannelShuffle(int groups) : Module
{
    /// <summary>Number of groups.</summary>
    public int groups { get; } = Arguments.Positive(groups, nameof(groups));

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.channel_shuffle(input, groups);

    /// <inheritdoc/>
    public override string extra_repr() => $"groups={groups}";
}
