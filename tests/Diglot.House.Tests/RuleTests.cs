using Diglot.House.Tests.Rules;
using Diglot.House.Tests.Sources;
using Xunit;

namespace Diglot.House.Tests;

/// <summary>Each rule finds the file that breaks it and passes the one that keeps it.</summary>
public sealed class RuleTests
{
    private const string Path = "src/Diglot.Data/Mnist/A.cs";
    private const string Kept = "namespace Diglot.Data.Mnist;\npublic sealed class A { private sealed class Inner { } }\ninternal struct B { }\n";

    [Fact]
    public void Type_rule_finds_a_second_public_type_and_a_wrong_name()
    {
        Assert.Empty(TypeRules.OneTypeAFile(new SourceFile(Path, Kept)));
        Assert.Single(TypeRules.OneTypeAFile(new SourceFile(Path, Kept + "public enum C { }")));
        Assert.Single(TypeRules.OneTypeAFile(new SourceFile("src/X/Other.cs", Kept)));
        Assert.Single(TypeRules.OneTypeAFile(new SourceFile("src/X/A.Part.cs", Kept)));
        Assert.Empty(TypeRules.OneTypeAFile(new SourceFile("src/X/A.Part.cs", "public sealed partial class A { }")));
    }

    [Fact]
    public void Namespace_rule_finds_another_name_a_block_and_none()
    {
        Assert.Empty(TypeRules.NamespaceIsFolder(new SourceFile(Path, Kept)));
        Assert.Single(TypeRules.NamespaceIsFolder(new SourceFile("src/Diglot.Data/A.cs", Kept)));
        Assert.Single(TypeRules.NamespaceIsFolder(new SourceFile(Path, "namespace Diglot.Data.Mnist { class A { } }")));
        Assert.Single(TypeRules.NamespaceIsFolder(new SourceFile(Path, "class A { }")));
        Assert.Empty(TypeRules.NamespaceIsFolder(new SourceFile("src/Diglot.Data/Mnist/A.Part.cs", "namespace Diglot.Data; partial class A { }")));
        Assert.Single(TypeRules.NamespaceIsFolder(new SourceFile("src/Diglot.Data/Mnist/A.Part.cs", "namespace Diglot.Tensors; partial class A { }")));
    }

    [Fact]
    public void Closed_class_rule_finds_an_open_class_and_record()
    {
        Assert.Empty(TypeRules.ClosedClasses([new SourceFile(Path, Kept), new SourceFile(Path, "namespace Diglot.Data.Mnist; partial class A { } record struct R;")]));
        Assert.Equal(3, TypeRules.ClosedClasses([new SourceFile(Path, "class A { class Inner { } } record R;")]).Count());
    }

    [Fact]
    public void Size_rule_finds_a_long_file_and_an_idle_or_bare_exception()
    {
        TextFile at = new("a.cs", Lines(500)), above = new("b.cs", Lines(501));
        var exceptions = SizeRules.Exceptions("# comment\nb.cs   a table that reads best in one piece\n");
        Assert.Empty(SizeRules.HardLimit([at, above], exceptions));
        Assert.Single(SizeRules.HardLimit([at, above], SizeRules.Exceptions("")));
        Assert.Single(SizeRules.HardLimit([at], exceptions));
        Assert.Single(SizeRules.HardLimit([above], SizeRules.Exceptions("b.cs")));
        Assert.Equal(400.5, SizeRules.MedianLength([at, above, new("c.cs", Lines(1)), new("d.cs", Lines(301))]));

        static string Lines(int count) => string.Concat(Enumerable.Repeat("x\n", count));
    }

    [Theory]
    [InlineData("Diglot.Keras", "Diglot.Tensors", null, true)]
    [InlineData("Diglot.Keras", "Diglot.Torch", null, false)]
    [InlineData("Diglot.Formats", "Diglot.Autograd", null, false)]
    [InlineData("Diglot.Cli", "Diglot.Torch", null, true)]
    [InlineData("Diglot.Unheard", "Diglot.Tensors", null, false)]
    [InlineData("Diglot.Keras", null, "ScottPlot", false)]
    [InlineData("Diglot.Plots", null, "ScottPlot", true)]
    public void Arrow_rule_lets_only_drawn_arrows_pass(string project, string? reference, string? package, bool kept)
    {
        var text = $"<Project><ItemGroup>{(reference is null ? "" : $"<ProjectReference Include='../{reference}/{reference}.csproj' />")}"
            + $"{(package is null ? "" : $"<PackageReference Include='{package}' />")}</ItemGroup></Project>";
        Assert.Equal(kept, !ArrowRules.Check(Project.Parse(new TextFile($"src/{project}/{project}.csproj", text))).Any());
    }

    [Theory]
    [InlineData("see |root|notes", true)]
    [InlineData("cd |work|x", true)]
    [InlineData("feed at http:||10.1.2.3|v3", true)]
    [InlineData("https:||feed.corp|index.json", true)]
    [InlineData("https:||github.com|home|page", false)]
    [InlineData("http:||127.0.0.1:5000|", false)]
    [InlineData("the frame|work|s", false)]
    public void Machine_rule_finds_paths_and_private_hosts(string text, bool broken) =>
        Assert.Equal(broken, TextRules.NoMachineNames(new TextFile("a.md", text.Replace('|', '/'))).Any());

    [Fact]
    public void Hole_rule_finds_the_exception_and_the_marker()
    {
        Assert.Single(TextRules.NoHoles(new TextFile("a.cs", "throw new NotImplemented" + "Exception();")));
        Assert.Single(TextRules.NoHoles(new TextFile("a.cs", "// TO" + "DO")));
        Assert.Empty(TextRules.NoHoles(new TextFile("a.cs", "throw new NotSupportedException();")));
    }

    [Fact]
    public void Test_name_rule_finds_a_name_that_is_no_sentence()
    {
        Assert.Empty(TestNameRules.Check(new SourceFile(Path, "class A { [Fact] void Sum_adds_up() { } void Helper() { } }")));
        Assert.Equal(3, TestNameRules.Check(new SourceFile(Path, "class A { [Fact] void Sum() { } [Xunit.Theory] void Sum_adds() { } [FactOnLinux] void sum_adds_up() { } }")).Count());
    }

    [Fact]
    public void Documentation_rule_finds_a_bare_public_member()
    {
        Assert.Empty(DocumentationRules.Check([new SourceFile(Path, "/// <summary>x</summary>\npublic class A { public override int B() => 1; int C() => 1; }")]));
        Assert.Equal(2, DocumentationRules.Check([new SourceFile(Path, "public class A { public int B() => 1; }")]).Count());
    }
}
