namespace Diglot.Data.Mnist;

/// <summary>A folder that holds the four MNIST files, packed (<c>.gz</c>) or not.</summary>
/// <param name="Path">The folder.</param>
/// <param name="TrainImages">Path of the 60,000 training pictures.</param>
/// <param name="TrainLabels">Path of the training labels.</param>
/// <param name="TestImages">Path of the 10,000 test pictures.</param>
/// <param name="TestLabels">Path of the test labels.</param>
public sealed record MnistFolder(string Path, string TrainImages, string TrainLabels, string TestImages, string TestLabels)
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "DIGLOT_MNIST";

    private static readonly string[] Names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    /// <summary>
    /// Finds the files. A folder given here, or else in the environment variable <c>DIGLOT_MNIST</c>, is the only place looked at;
    /// without either, <c>data/mnist</c> and torchvision's <c>data/MNIST/raw</c> are searched from the working directory upwards, then from the program upwards.
    /// </summary>
    /// <param name="folder">A folder with the four files, or a torchvision root that has them in <c>MNIST/raw</c>.</param>
    /// <exception cref="MnistNotFoundException">Nothing was found; the message names every place looked at.</exception>
    public static MnistFolder Find(string? folder = null)
    {
        var places = Places(folder).Distinct().ToArray();
        foreach (var place in places)
        {
            if (Open(place) is { } found)
            {
                return found;
            }
        }

        throw new MnistNotFoundException(places, Names);
    }

    private static IEnumerable<string> Places(string? folder)
    {
        var given = folder ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(given))
        {
            var root = System.IO.Path.GetFullPath(given);
            return [root, System.IO.Path.Combine(root, "MNIST", "raw"), System.IO.Path.Combine(root, "raw")];
        }

        return Upwards(Environment.CurrentDirectory).Concat(Upwards(AppContext.BaseDirectory)).SelectMany(
            parent => new[] { System.IO.Path.Combine(parent, "data", "mnist"), System.IO.Path.Combine(parent, "data", "MNIST", "raw") });
    }

    private static IEnumerable<string> Upwards(string start)
    {
        for (var parent = new DirectoryInfo(start); parent is not null; parent = parent.Parent)
        {
            yield return System.IO.Path.TrimEndingDirectorySeparator(parent.FullName);
        }
    }

    private static MnistFolder? Open(string place)
    {
        var files = Array.ConvertAll(Names, name => Locate(place, name));
        if (files.All(file => file is null))
        {
            return null;
        }

        // Some of the four are here, so this is the place meant: say what is missing instead of searching on.
        var missing = Names.Where((_, i) => files[i] is null).ToArray();
        return missing.Length == 0
            ? new MnistFolder(place, files[0]!, files[1]!, files[2]!, files[3]!)
            : throw new MnistNotFoundException([place], missing);
    }

    private static string? Locate(string place, string name)
    {
        // The original site unpacked to "train-images.idx3-ubyte": that spelling is in circulation too.
        var dotted = name.Replace("-idx", ".idx", StringComparison.Ordinal);
        string[] spellings = [name + ".gz", name, dotted + ".gz", dotted];
        return spellings.Select(spelling => System.IO.Path.Combine(place, spelling)).FirstOrDefault(File.Exists);
    }
}
