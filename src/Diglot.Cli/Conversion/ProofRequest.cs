using Diglot.Cli.Errors;
using Diglot.Conversion.Verification;
using Diglot.Graph;

namespace Diglot.Cli.Conversion;

/// <summary>How a conversion is to be proven.</summary>
internal sealed record ProofRequest
{
    /// <summary>Whether to run both sides at all.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Whether MNIST's test images are inputs too.</summary>
    public bool Mnist { get; init; }

    /// <summary>A <c>.npz</c> or <c>.npy</c> file of inputs; null for none.</summary>
    public string? Data { get; init; }

    /// <summary>Whether gradients and a training step are compared too.</summary>
    public bool Deep { get; init; }

    /// <summary>The web page to write; null for none.</summary>
    public string? Page { get; init; }

    /// <summary>Random inputs, and the real ones that were asked for.</summary>
    public IReadOnlyList<InputBatch> Inputs(NetworkGraph source)
    {
        List<InputBatch> inputs = source.Inputs.All(static input => input.Shape.Skip(1).All(static length => length is not null)) || (Data is null && !Mnist) ? [.. VerificationInputs.Random(source)] : [];
        if (Mnist)
        {
            inputs.AddRange(VerificationInputs.Mnist(source));
        }

        if (Data is not null)
        {
            inputs.AddRange(VerificationInputs.File(source, File.Exists(Data) ? Data : throw new UsageException($"There is no file {Data} to take inputs from.")));
        }

        return inputs;
    }
}
