using Diglot.House.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diglot.House.Tests.Rules;

/// <summary>How types lie in files, and who may inherit from them.</summary>
internal static class TypeRules
{
    // Files that hold declarations for a whole assembly.
    private static readonly string[] NoType = ["AssemblyInfo", "GlobalUsings", "Usings"];

    /// <summary>One public type a file, at the top level, named as the file; the parts of a partial type are <c>Type.Part.cs</c>.</summary>
    public static IEnumerable<string> OneTypeAFile(SourceFile file)
    {
        var types = file.TopLevelTypes.ToArray();
        if (types.Length == 0 || file.Root.Members.OfType<GlobalStatementSyntax>().Any())
        {
            return [];
        }

        var found = new List<string>();
        var open = types.Where(type => SourceFile.Has(type, SyntaxKind.PublicKeyword)).Select(SourceFile.NameOf).Distinct().ToArray();
        if (open.Length > 1)
        {
            found.Add($"{file.Path}: holds the public types {string.Join(", ", open)}");
        }

        if (!types.Any(type => SourceFile.NameOf(type) == file.Stem))
        {
            found.Add($"{file.Path}: declares {string.Join(", ", types.Select(SourceFile.NameOf))}, but no type {file.Stem}");
        }

        var hasPart = System.IO.Path.GetFileName(file.Path).Split('.').Length > 2;
        if (hasPart && !types.Any(type => SourceFile.Has(type, SyntaxKind.PartialKeyword)))
        {
            found.Add($"{file.Path}: is named as a part, but its type is not partial");
        }

        return found;
    }

    /// <summary>
    /// Namespaces are file-scoped and equal the folder path. A part of a partial type (<c>Type.Part.cs</c>) may lie deeper than its type, beside what it is about.
    /// </summary>
    public static IEnumerable<string> NamespaceIsFolder(SourceFile file)
    {
        if (NoType.Contains(file.Stem) || file.Root.Members.OfType<GlobalStatementSyntax>().Any())
        {
            return [];
        }

        var folders = file.Path.Split('/')[1..^1];
        var expected = string.Join('.', folders);
        var isPart = System.IO.Path.GetFileName(file.Path).Split('.').Length > 2;
        var declared = file.Root.Members.OfType<BaseNamespaceDeclarationSyntax>().ToArray();
        return declared switch
        {
            [FileScopedNamespaceDeclarationSyntax one] when one.Name.ToString() == expected => [],
            [FileScopedNamespaceDeclarationSyntax one] when isPart && expected.StartsWith(one.Name + ".", StringComparison.Ordinal) => [],
            [FileScopedNamespaceDeclarationSyntax one] => [$"{file.Path}: namespace {one.Name}, the folder says {expected}"],
            [] when !file.TopLevelTypes.Any() => [],
            [] => [$"{file.Path}: no namespace, the folder says {expected}"],
            _ => [$"{file.At(declared[0])}: the namespace is not file-scoped"],
        };
    }

    /// <summary>A class is sealed, abstract or static. Any part of a partial class may say so.</summary>
    public static IEnumerable<string> ClosedClasses(IReadOnlyCollection<SourceFile> files)
    {
        var classes = files.SelectMany(file => file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(IsClass).Select(type => (file, type)));
        return classes.GroupBy(entry => FullName(entry.type))
            .Where(parts => !parts.Any(part => part.type.Modifiers.Any(modifier =>
                modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.StaticKeyword)))
            .Select(parts => $"{parts.First().file.At(parts.First().type)}: class {parts.First().type.Identifier.Text} is neither sealed nor abstract nor static");
    }

    private static bool IsClass(TypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword));

    private static string FullName(TypeDeclarationSyntax type) => string.Join('.', type.AncestorsAndSelf().Reverse().Select(node => node switch
    {
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        TypeDeclarationSyntax outer => outer.Identifier.Text + "`" + (outer.TypeParameterList?.Parameters.Count ?? 0),
        _ => "",
    }));
}
