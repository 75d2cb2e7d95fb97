using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diglot.House.Tests.Sources;

/// <summary>A C# file, parsed.</summary>
public sealed class SourceFile
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    public SourceFile(string path, string text)
    {
        (Path, Text) = (path, text);
        Root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, Options, path).GetRoot();
    }

    public string Path { get; }

    public string Text { get; }

    public CompilationUnitSyntax Root { get; }

    /// <summary>The file's name up to the first dot: <c>Tensor</c> for <c>Tensor.Indexing.cs</c>.</summary>
    public string Stem => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>Types that are not inside another type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).Cast<MemberDeclarationSyntax>();

    /// <summary>The text that begins a violation: where it is.</summary>
    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    public static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => "",
    };

    public static bool Has(MemberDeclarationSyntax member, SyntaxKind modifier) => member.Modifiers.Any(modifier);
}
