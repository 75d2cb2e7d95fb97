using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diglot.Faces.Generator.Tests;

public sealed class FaceGeneratorTests
{
    private const string Source = """
        #nullable enable
        using Diglot.Faces;
        namespace Diglot.Sample.Layers;

        public enum Mode { Plain, Fancy }

        /// <summary>Computes y = x·W + b.</summary>
        /// <remarks>Input (N, D); see <see cref="Mode"/>.</remarks>
        [Face("keras.layers")]
        [Face("keras", "Fully")]
        public sealed class Dense
        {
            /// <summary>Makes one.</summary>
            /// <param name="units">Number of outputs, at least 1 &amp; no more.</param>
            /// <param name="activation">Its name.</param>
            /// <exception cref="System.ArgumentException">No units.</exception>
            public Dense(int units, string? activation = "re\"lu", double rate = 1e-5, bool use_bias = true, Mode @params = Mode.Fancy, float? scale = null, params int[] shape) { }

            internal Dense() { }
        }
        """;

    [Fact]
    public void Factory_has_the_constructors_parameters_and_defaults()
    {
        var (compilation, text) = Generate(Source);

        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.Contains(
            "public static global::Diglot.Sample.Layers.Dense Dense(int units, string? activation = \"re\\\"lu\", double rate = 1E-05, bool use_bias = true, global::Diglot.Sample.Layers.Mode @params = (global::Diglot.Sample.Layers.Mode)1, float? scale = default, params int[] shape)",
            text);
        var layers = compilation.GetTypeByMetadataName("Diglot.Sample.Api+keras+layers")!;
        Assert.Single(layers.GetMembers("Dense"));
    }

    [Fact]
    public void Factory_carries_the_documentation_of_class_and_parameters()
    {
        var (compilation, _) = Generate(Source);

        var factory = compilation.GetTypeByMetadataName("Diglot.Sample.Api+keras+layers")!.GetMembers("Dense").Single();
        var xml = factory.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!;

        Assert.Contains("Computes y = x·W + b.", xml);
        Assert.DoesNotContain("Makes one.", xml);
        Assert.Contains("<param name=\"units\">Number of outputs, at least 1 &amp; no more.</param>", xml);
        Assert.Contains("<see cref=\"T:Diglot.Sample.Layers.Mode\"", xml);
        Assert.Contains("<exception cref=\"T:System.ArgumentException\">No units.</exception>", xml);
    }

    [Fact]
    public void Factory_takes_another_name_and_place_when_the_attribute_says_so()
    {
        var (compilation, _) = Generate(Source);

        Assert.Single(compilation.GetTypeByMetadataName("Diglot.Sample.Api+keras")!.GetMembers("Fully"));
    }

    [Fact]
    public void Abstract_class_gets_no_factory()
    {
        var (_, text) = Generate("using Diglot.Faces; [Face(\"nn\")] public abstract class Norm { public Norm(int a) { } }");

        Assert.DoesNotContain("Norm(", text);
    }

    [Fact]
    public void Static_class_lends_its_methods_to_the_face()
    {
        var (compilation, text) = Generate("""
            using Diglot.Faces;
            /// <summary>Functions.</summary>
            [Face("F")]
            public static class Functions
            {
                /// <summary>Adds.</summary>
                public static (int sum, T other) add<T>(int a, T other, params int[] more) where T : unmanaged => (a, other);
                internal static void Hidden() { }
            }
            """);

        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.Contains("/// <summary>Adds.</summary>\npublic static (int sum, T other) add<T>(int a, T other, params int[] more) where T : unmanaged", text);
        Assert.DoesNotContain("Hidden", text);
    }

    private static (Compilation Compilation, string Text) Generate(string source)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Diagnose);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Diglot.Sample",
            [CSharpSyntaxTree.ParseText(source, options, cancellationToken: TestContext.Current.CancellationToken)],
            references,
            new(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress), new("CS1573", ReportDiagnostic.Suppress)]));
        var driver = CSharpGeneratorDriver.Create([new FaceGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return (output, string.Join("\n", driver.GetRunResult().GeneratedTrees.Select(static tree => tree.ToString())));
    }
}
