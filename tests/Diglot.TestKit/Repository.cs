namespace Diglot.TestKit;

/// <summary>Where the checkout lies, so that tests find vendored data from any working directory.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Diglot.slnx</c>, found upwards from the running test program.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The vendored reference data: what Keras and PyTorch compute.</summary>
    public static string Golden => Path.Combine(Root, "tests", "golden");

    /// <summary>The four standard MNIST files.</summary>
    public static string Mnist => Path.Combine(Root, "data", "mnist");

    private static string FindRoot(string start)
    {
        // An artifacts folder may lie outside the checkout: then the build says where the checkout is.
        if (Environment.GetEnvironmentVariable("DIGLOT_ROOT") is { Length: > 0 } given)
        {
            return given;
        }

        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Diglot.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"Diglot.slnx was not found above {start}. Run the tests from a checkout, or set DIGLOT_ROOT.");
    }
}
