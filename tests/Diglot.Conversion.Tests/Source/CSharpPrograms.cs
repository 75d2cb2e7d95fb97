using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diglot.Conversion.Tests.Source;

/// <summary>Compiles single-file programs, as <c>dotnet run model.cs</c> does, and runs them in this process.</summary>
internal static class CSharpPrograms
{
    // What the SDK imports into every program by itself.
    private const string Usings = "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using System.Net.Http;";

    private static readonly CSharpParseOptions Language = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithFeatures([new("FileBasedProgram", "true")]);

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    public static string Run(string program)
    {
        var before = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            Compile(program, OutputKind.ConsoleApplication).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(before);
        }

        return printed.ToString();
    }

    /// <summary>
    /// Compiles many programs at once, which takes as long as one does, each as a method of its own: they hand out their variable <c>model</c> where they would print it.
    /// </summary>
    public static IReadOnlyList<Func<object>> Models(IReadOnlyList<string> programs)
    {
        var (usings, text) = (new SortedSet<string>(StringComparer.Ordinal), new StringBuilder());
        foreach (var (i, program) in programs.Index())
        {
            var lines = program.Split('\n').Where(static line => !line.StartsWith('#')).ToArray();
            usings.UnionWith(lines.Where(static line => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';')));
            var statements = lines.Where(line => !usings.Contains(line)).TakeWhile(static line => !line.StartsWith("sealed class", StringComparison.Ordinal)).ToArray();
            var classes = lines.SkipWhile(static line => !line.StartsWith("sealed class", StringComparison.Ordinal));
            text.AppendLine($"namespace P{i} {{ public static class Program {{ public static object Make() {{")
                .AppendJoin('\n', statements).AppendLine("}}").AppendJoin('\n', classes).AppendLine("}");
        }

        text.Replace("Console.WriteLine(model);", "return model;").Replace("model.summary();", "return model;");
        var assembly = Compile(string.Join('\n', usings) + text, OutputKind.DynamicallyLinkedLibrary);
        return [.. programs.Select((_, i) => assembly.GetType($"P{i}.Program")!.GetMethod("Make")!.CreateDelegate<Func<object>>())];
    }

    private static System.Reflection.Assembly Compile(string text, OutputKind kind)
    {
        var compilation = CSharpCompilation.Create(
            "model",
            [CSharpSyntaxTree.ParseText(text, Language), CSharpSyntaxTree.ParseText(Usings, Language)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException($"{string.Join('\n', result.Diagnostics.Where(static fault => fault.Severity == DiagnosticSeverity.Error))}\n{text}");
        }

        image.Position = 0;
        return new AssemblyLoadContext(null).LoadFromStream(image);
    }
}
