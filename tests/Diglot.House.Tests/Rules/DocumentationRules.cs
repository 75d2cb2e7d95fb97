using Diglot.House.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diglot.House.Tests.Rules;

/// <summary>Public layers, modules, operators and formats are documented.</summary>
internal static class DocumentationRules
{
    private static readonly string[] Folders = ["src/Diglot.Keras/Layers/", "src/Diglot.Torch/NN/", "src/Diglot.Tensors/Operators/", "src/Diglot.Formats/"];

    public static bool Concerns(SourceFile file) => Folders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>
    /// Every public type, method and constructor has an XML comment. An override inherits its own; a constructor's may stand at the type;
    /// of a partial type one part is enough.
    /// </summary>
    public static IEnumerable<string> Check(IReadOnlyCollection<SourceFile> files)
    {
        var documentedTypes = files.SelectMany(file => file.TopLevelTypes.Where(HasComment).Select(SourceFile.NameOf)).ToHashSet();
        foreach (var file in files)
        {
            foreach (var member in file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(IsOpen))
            {
                var name = member switch
                {
                    BaseTypeDeclarationSyntax type when !documentedTypes.Contains(type.Identifier.Text) => type.Identifier.Text,
                    MethodDeclarationSyntax method when !SourceFile.Has(method, SyntaxKind.OverrideKeyword) && method.ExplicitInterfaceSpecifier is null => method.Identifier.Text,
                    _ => null,
                };
                if (name is not null && !HasComment(member))
                {
                    yield return $"{file.At(member)}: {name} has no XML comment";
                }
            }
        }
    }

    private static bool HasComment(MemberDeclarationSyntax member) => member.GetLeadingTrivia().Any(trivia =>
        trivia.Kind() is SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia);

    // Public, and inside nothing but public types.
    private static bool IsOpen(MemberDeclarationSyntax member) => member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
        .Where(part => part is not BaseNamespaceDeclarationSyntax)
        .All(part => SourceFile.Has(part, SyntaxKind.PublicKeyword));
}
