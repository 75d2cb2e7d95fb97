using Diglot.Cli.Output;
using static Diglot.Plots.Api;

namespace Diglot.Cli.Training;

/// <summary>Draws how the loss fell, as PNG and SVG.</summary>
internal static class LossCurve
{
    /// <summary>Draws one or more curves over the same horizontal axis.</summary>
    /// <returns>The paths of both pictures.</returns>
    public static string[] Draw(OutputFolder folder, string name, string title, string xlabel, params (string Label, IReadOnlyList<double> Values)[] curves)
    {
        plt.figure(figsize: (8, 5));
        foreach (var (label, values) in curves)
        {
            plt.plot(values, label: label);
        }

        plt.title(title);
        plt.xlabel(xlabel);
        plt.ylabel("loss");
        plt.grid(true);
        plt.legend();
        string[] files = [folder[name + ".png"], folder[name + ".svg"]];
        Array.ForEach(files, file => plt.savefig(file));
        plt.close();
        return files;
    }
}
