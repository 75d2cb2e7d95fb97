namespace Diglot.Data.Mnist;

/// <summary>
/// The MNIST database of handwritten digits (LeCun, Cortes, Burges): 60,000 pictures to train on and 10,000 to test with,
/// as <c>keras.datasets.mnist.load_data()</c> and <c>torchvision.datasets.MNIST</c> serve it.
/// </summary>
/// <param name="Train">The training half.</param>
/// <param name="Test">The test half.</param>
/// <param name="Folder">Where the files were found.</param>
public sealed record MnistDataset(MnistSplit Train, MnistSplit Test, string Folder)
{
    /// <summary>Reads both halves.</summary>
    /// <param name="folder">Where to look; null searches as <see cref="MnistFolder.Find"/> says.</param>
    /// <exception cref="MnistNotFoundException">No folder with the four files was found; the message names every place.</exception>
    /// <exception cref="MnistFormatException">A file is damaged or is not what its name says.</exception>
    public static MnistDataset Load(string? folder = null)
    {
        var found = MnistFolder.Find(folder);
        return new MnistDataset(LoadSplit(found, train: true), LoadSplit(found, train: false), found.Path);
    }

    /// <summary>Reads one half.</summary>
    /// <param name="folder">The folder that <see cref="MnistFolder.Find"/> found.</param>
    /// <param name="train">True for the training half, false for the test half.</param>
    public static MnistSplit LoadSplit(MnistFolder folder, bool train)
    {
        var imageFile = train ? folder.TrainImages : folder.TestImages;
        var labelFile = train ? folder.TrainLabels : folder.TestLabels;
        var images = IdxFile.Read(imageFile, rank: 3);
        var labels = IdxFile.Read(labelFile, rank: 1);

        if (images.Shape[1] != MnistSplit.Side || images.Shape[2] != MnistSplit.Side)
        {
            throw new MnistFormatException(imageFile, "MNIST pictures are 28 x 28 pixels", "28 x 28", $"{images.Shape[1]} x {images.Shape[2]}",
                "Use the original MNIST files, or read this file with IdxFile.Read.");
        }

        if (images.Shape[0] != labels.Shape[0])
        {
            throw new MnistFormatException(labelFile, "every picture has one label", $"{images.Shape[0]} labels, as many as {Path.GetFileName(imageFile)} has pictures",
                $"{labels.Shape[0]} labels", "Take both files of a half from the same download.");
        }

        var wrong = labels.Data.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)9);
        if (wrong >= 0)
        {
            throw new MnistFormatException(labelFile, "labels are digits", "0 to 9", $"{labels.Data[wrong]} as label number {wrong}",
                "The file is damaged or holds another data set: fetch it again.");
        }

        return new MnistSplit(images.Data, labels.Data);
    }
}
