using System.Text.RegularExpressions;
using Diglot.House.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diglot.House.Tests.Rules;

/// <summary>A test is named as a sentence: <c>Subject_does_what_when</c>.</summary>
internal static partial class TestNameRules
{
    public static IEnumerable<string> Check(SourceFile file) => file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => TestAttribute().IsMatch(attribute.Name.ToString())))
        .Where(method => !Sentence().IsMatch(method.Identifier.Text))
        .Select(method => $"{file.At(method)}: {method.Identifier.Text}");

    [GeneratedRegex(@"(Fact|Theory)")]
    private static partial Regex TestAttribute();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+){2,}$")]
    private static partial Regex Sentence();
}
