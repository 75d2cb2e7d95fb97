using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Diglot.Faces.Generator;

/// <summary>
/// Writes the short factories of a face: for each class marked <c>[Face("nn")]</c> a method <c>Api.nn.Linear(…)</c> for each public
/// constructor, with the same parameters, defaults and documentation. So the constructors stay the one place that says what a layer takes.
/// A static class marked <c>[Face("F")]</c> lends its public methods to <c>Api.F</c> in the same way.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class FaceGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output =>
        {
            output.AddEmbeddedAttributeDefinition();
            output.AddSource(FaceAttributeSource.FileName, SourceText.From(FaceAttributeSource.Text, Encoding.UTF8));
        });

        var models = context.SyntaxProvider.ForAttributeWithMetadataName(FaceAttributeSource.FullName, static (_, _) => true, Models).SelectMany(static (found, _) => found);
        context.RegisterSourceOutput(models, static (output, model) => output.AddSource(model.FileName, SourceText.From(FactoryWriter.File(model), Encoding.UTF8)));
    }

    private static ImmutableArray<FactoryModel> Models(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var models = ImmutableArray.CreateBuilder<FactoryModel>();
        foreach (var attribute in context.Attributes)
        {
            if (attribute.ConstructorArguments.Length == 2 && attribute.ConstructorArguments[0].Value is string path)
            {
                var name = attribute.ConstructorArguments[1].Value as string ?? type.Name;
                var root = context.SemanticModel.Compilation.AssemblyName ?? "Diglot";
                models.Add(new(root, path, $"{path}.{name}.{type.ToDisplayString().Replace('<', '[').Replace('>', ']')}.g.cs", FactoryWriter.Methods(type, name, cancel)));
            }
        }

        return models.ToImmutable();
    }
}
