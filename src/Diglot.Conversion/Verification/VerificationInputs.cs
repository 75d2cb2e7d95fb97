using Diglot.Data.Mnist;
using Diglot.Formats;
using Diglot.Formats.Numpy;
using Diglot.Keras.Models;

namespace Diglot.Conversion.Verification;

/// <summary>Inputs to run both sides of a conversion on.</summary>
public static class VerificationInputs
{
    /// <summary>How the origin of random inputs begins.</summary>
    public const string Origin = "random";

    private const int Chunk = 500, OpenLength = 16;

    private static readonly int[] BatchSizes = [1, 2, 7];

    /// <summary>What a Keras model takes, as a network without layers.</summary>
    public static NetworkGraph Of(Model model) => new(
        model.name, [.. model.inputs.Select(static input => new Value(input.name, ValueShape.Create([.. input.shape.Select(static length => length)]), input.Type))], [], []);

    /// <summary>Random numbers between −1 and 1 (whole numbers: 0 and 1) in batches of 1, 2 and 7, the same at every call. Axes whose length is open get 16.</summary>
    public static IReadOnlyList<InputBatch> Random(NetworkGraph source)
        => [.. BatchSizes.Select(batch => new InputBatch(source.Inputs.All(static input => input.Shape.Skip(1).All(static length => length is not null)) ? Origin : $"{Origin}, {OpenLength} long where the input's length is open", [.. source.Inputs.Select((input, i) => Example(input, batch, i))]))];

    /// <summary>The 10,000 test images of MNIST, values 0 to 1, for a network of one input of 784 values an example.</summary>
    /// <param name="source">The network.</param>
    /// <param name="folder">Where the files are; null searches.</param>
    /// <exception cref="ConversionRefusedException">The network takes something else.</exception>
    public static IReadOnlyList<InputBatch> Mnist(NetworkGraph source, string? folder = null)
    {
        const int Pixels = MnistSplit.Side * MnistSplit.Side;
        if (source.Inputs is not [var input] || input.Shape.ElementsPerExample != Pixels)
        {
            throw new ConversionRefusedException("", $"MNIST's images have {Pixels} values; the network takes {string.Join(", ", source.Inputs.Select(static input => input.Shape))}", "Verify it on data of its own: --input data.npz.");
        }

        var images = MnistDataset.LoadSplit(MnistFolder.Find(folder), train: false).Images;
        var values = NDArray.From([.. images.Select(static pixel => pixel / 255f)]).Reshape([images.Length / Pixels, .. input.Shape.Skip(1).Select(static length => length!.Value)]).To(input.Type);
        return Batches("MNIST test images", [values]);
    }

    /// <summary>The arrays of a <c>.npz</c> or <c>.npy</c> file: by the inputs' names where it has them all, else in order.</summary>
    /// <exception cref="FileFormatException">The file is damaged, or its arrays do not fit the network's inputs.</exception>
    public static IReadOnlyList<InputBatch> File(NetworkGraph source, string path)
    {
        var arrays = NpyDetector.MatchesArchive(ByteSource.Open(path))
            ? NpzReader.Read(path).ToDictionary(static entry => entry.Key, static entry => entry.Value.Data)
            : new() { [source.Inputs[0].Name] = NpyReader.Read(path).Data };
        var chosen = source.Inputs.All(input => arrays.ContainsKey(input.Name)) ? source.Inputs.Select(input => arrays[input.Name]).ToArray() : [.. arrays.Values];
        if (chosen.Length != source.Inputs.Count)
        {
            throw Unfit(path, "One array for each input of the network", $"{source.Inputs.Count}: {string.Join(", ", source.Inputs.Select(static input => input.Name))}", $"{arrays.Count}: {string.Join(", ", arrays.Keys)}");
        }

        foreach (var (input, array) in source.Inputs.Zip(chosen))
        {
            if (array.Shape.Length != input.Shape.Rank || !input.Shape.Zip(array.Shape).Skip(1).All(static axis => axis.First is null || axis.First == axis.Second) || array.Shape[0] != chosen[0].Shape[0])
            {
                throw Unfit(path, "The arrays have the shapes of the network's inputs", $"{input.Name}: {input.Shape}", $"({string.Join(", ", array.Shape)})");
            }
        }

        return Batches(Path.GetFileName(path), [.. source.Inputs.Zip(chosen, static (input, array) => array.ToNDArray().To(input.Type))]);
    }

    private static FileFormatException Unfit(string path, string rule, string expected, string received)
        => new(FileFault.WeightsMismatch, rule, null, expected, received, "Save the arrays with numpy.savez in the layout of the model that is converted.", path);

    private static IReadOnlyList<InputBatch> Batches(string origin, NDArray[] arrays)
        => [.. Enumerable.Range(0, (arrays[0].Shape[0] + Chunk - 1) / Chunk).Select(chunk => new InputBatch(
            origin, [.. arrays.Select(array => array.Slice(0, chunk * Chunk, Math.Min(Chunk, array.Shape[0] - (chunk * Chunk))).Contiguous())]))];

    // Fixed seeds: the same verification prints the same numbers again.
    private static NDArray Example(Value input, int batch, int number)
    {
        int[] shape = [.. input.Shape.Select((length, axis) => axis == 0 ? batch : length ?? OpenLength)];
        var random = new System.Random((1000 * batch) + number);
        return NDArray.From([.. Enumerable.Range(0, shape.Aggregate(1, static (a, b) => a * b))
            .Select(_ => input.Type.IsFloatingPoint ? (float)((2 * random.NextDouble()) - 1) : random.Next(2))]).Reshape(shape).To(input.Type);
    }
}
