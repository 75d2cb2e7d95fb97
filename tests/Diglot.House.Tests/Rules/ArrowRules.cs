using Diglot.House.Tests.Sources;

namespace Diglot.House.Tests.Rules;

/// <summary>Which project may see which, as ARCHITECTURE.md draws it.</summary>
internal static class ArrowRules
{
    // Each line: a project, the projects its arrows come from, the packages it may bring.
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Drawn = new()
    {
        ["Diglot.Tensors"] = ([], []),
        ["Diglot.Autograd"] = (["Diglot.Tensors"], []),
        ["Diglot.NumPy"] = (["Diglot.Autograd"], []),
        ["Diglot.Data"] = (["Diglot.Tensors"], []),
        ["Diglot.Formats"] = (["Diglot.Tensors"], ["System.IO.Hashing"]),
        ["Diglot.Graph"] = (["Diglot.Tensors"], []),
        ["Diglot.Python"] = ([], []),
        ["Diglot.Keras"] = (["Diglot.Autograd", "Diglot.Data", "Diglot.Formats"], []),
        ["Diglot.Torch"] = (["Diglot.Autograd", "Diglot.Data", "Diglot.Formats"], []),
        ["Diglot.Conversion"] = (["Diglot.Keras", "Diglot.Torch", "Diglot.Formats", "Diglot.Graph", "Diglot.Python"], []),
        ["Diglot.Plots"] = (["Diglot.Formats"], ["ScottPlot"]),
        ["Diglot.Cli"] = (["Diglot.Conversion", "Diglot.Plots"], ["System.CommandLine"]),
        ["Diglot.Studio"] = (["Diglot.Conversion", "Diglot.Plots"], []),
        ["Diglot.Faces.Generator"] = ([], ["Microsoft.CodeAnalysis.CSharp"]),
    };

    // Seen by the compiler only, never at run time.
    private const string Generator = "Diglot.Faces.Generator";

    /// <summary>A project of the product refers only to what its arrows reach.</summary>
    public static IEnumerable<string> Check(Project project)
    {
        if (!Drawn.TryGetValue(project.Name, out var drawn))
        {
            return [$"{project.Path}: {project.Name} is not drawn in ARCHITECTURE.md; draw it there and in ArrowRules"];
        }

        var reached = Reached(project.Name).ToHashSet();
        return project.Projects.Where(other => other != Generator && !reached.Contains(other)).Select(other => $"{project.Path}: no arrow leads from {other} to {project.Name}")
            .Concat(project.Packages.Except(drawn.Packages).Select(package => $"{project.Path}: the package {package} is not one that {project.Name} may bring"));
    }

    private static IEnumerable<string> Reached(string project) =>
        Drawn[project].Projects.SelectMany(other => Reached(other).Append(other)).Distinct();
}
