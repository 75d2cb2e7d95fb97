using Diglot.House.Tests.Rules;
using Diglot.House.Tests.Sources;
using Diglot.TestKit;
using Xunit;

namespace Diglot.House.Tests;

/// <summary>The repository keeps its own rules. That the rules can be broken is shown in <see cref="RuleTests"/>.</summary>
public sealed class HouseTests(ITestOutputHelper output)
{
    private static IReadOnlyCollection<SourceFile> Code => [.. Tree.Under("src"), .. Tree.Under("tests"), .. Tree.Under("bench")];

    private static IReadOnlyCollection<TextFile> CodeTexts => [.. Tree.Texts.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))];

    [Fact]
    public void Tree_of_the_repository_is_found_whole()
    {
        Assert.Contains(Tree.Sources, file => file.Path == "src/Diglot.Data/Mnist/IdxFile.cs");
        Assert.Contains(Tree.Texts, file => file.Path == ".ci/run");
        Assert.DoesNotContain(Tree.Texts, file => file.Path.Contains("/obj/") || file.Path.StartsWith("tests/golden"));
    }

    [Fact]
    public void Files_are_no_longer_than_500_lines()
    {
        foreach (var file in CodeTexts.Where(file => file.LineCount is > SizeRules.Soft and <= SizeRules.Hard).OrderByDescending(file => file.LineCount))
        {
            output.WriteLine($"above the soft limit of {SizeRules.Soft}: {file.Path}, {file.LineCount} lines");
        }

        var exceptions = SizeRules.Exceptions(File.ReadAllText(Path.Combine(Repository.Root, "eng", "size-exceptions.txt")));
        Broken.None($"a C# file has at most {SizeRules.Hard} lines; split it, or give the reason in eng/size-exceptions.txt", SizeRules.HardLimit(CodeTexts, exceptions));
    }

    [Fact]
    public void Median_file_is_shorter_than_100_lines() => Assert.InRange(SizeRules.MedianLength(CodeTexts), 1, SizeRules.Median - 1);

    [Fact]
    public void Files_hold_one_public_type_of_their_own_name() =>
        Broken.None("one public type a file, named as the file (Type.cs, partials Type.Part.cs)", Code.SelectMany(TypeRules.OneTypeAFile));

    [Fact]
    public void Namespaces_are_file_scoped_and_equal_the_folder() =>
        Broken.None("the namespace is file-scoped and equals the folder path", Code.SelectMany(TypeRules.NamespaceIsFolder));

    [Fact]
    public void Classes_are_sealed_or_abstract_or_static() =>
        Broken.None("a class is sealed, abstract or static", TypeRules.ClosedClasses(Code));

    [Fact]
    public void Project_references_follow_the_arrows() =>
        Broken.None("project references follow the arrows of ARCHITECTURE.md", Projects("src/").SelectMany(ArrowRules.Check));

    [Fact]
    public void Solution_names_every_project()
    {
        var solution = Tree.Texts.Single(file => file.Path == "Diglot.slnx").Text;
        Broken.None("Diglot.slnx names every project", Projects("").Select(project => project.Path).Where(path => !solution.Contains($"\"{path}\"")));
    }

    [Fact]
    public void Texts_name_no_machine() =>
        Broken.None("no machine path and no private host is written down", Tree.Texts.SelectMany(TextRules.NoMachineNames));

    [Fact]
    public void Product_has_no_holes() =>
        Broken.None("src has no NotImplemented" + "Exception and no unfinished place", Tree.Texts.Where(file => file.Path.StartsWith("src/")).SelectMany(TextRules.NoHoles));

    [Fact]
    public void Tests_are_named_as_sentences() =>
        Broken.None("a test is named Subject_does_what_when", Tree.Under("tests").SelectMany(TestNameRules.Check));

    [Fact]
    public void Public_layers_operators_and_formats_are_documented() =>
        Broken.None("public types and methods here have XML comments", DocumentationRules.Check([.. Tree.Under("src").Where(DocumentationRules.Concerns)]));

    private static IEnumerable<Project> Projects(string under) =>
        Tree.Texts.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal) && file.Path.StartsWith(under, StringComparison.Ordinal)).Select(Project.Parse);
}
