namespace Diglot.Torch.NN.Containers;

/// <summary>A parameter in one line, as lists of parameters print it.</summary>
internal static class ParameterText
{
    public static string Of(Tensor parameter)
        => $"Parameter containing: [{DTypeText.Of(parameter.Type)} of size {(parameter.Rank == 0 ? string.Empty : string.Join('x', parameter.Shape))}]";
}
