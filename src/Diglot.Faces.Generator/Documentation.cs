using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Diglot.Faces.Generator;

/// <summary>Documentation comments of factories: what the class says about itself, and what the constructor says about its parameters.</summary>
internal static class Documentation
{
    public static string OfFactory(INamedTypeSymbol type, IMethodSymbol constructor, CancellationToken cancel)
    {
        var (ofType, ofConstructor) = (Elements(type, cancel), Elements(constructor, cancel));
        var parameters = constructor.Parameters.Select(p => p.Name).ToArray();
        return Lines(Merge(ofType, ofConstructor, parameters));
    }

    /// <summary>A method's own documentation.</summary>
    public static string Of(IMethodSymbol method, CancellationToken cancel) => Lines(Elements(method, cancel));

    private static string Lines(IEnumerable<XElement> elements)
    {
        var lines = new StringBuilder();
        foreach (var element in elements)
        {
            foreach (var line in element.ToString(SaveOptions.DisableFormatting).Split('\n'))
            {
                lines.Append("/// ").Append(line.Trim()).Append('\n');
            }
        }

        return lines.ToString();
    }

    private static IEnumerable<XElement> Merge(List<XElement> ofType, List<XElement> ofConstructor, string[] parameters)
    {
        // The class says what it computes; a constructor's summary only says that it makes one.
        foreach (var name in new[] { "summary", "remarks", "example", "seealso" })
        {
            foreach (var element in ofType.Any(e => e.Name == name) ? ofType.Where(e => e.Name == name) : ofConstructor.Where(e => e.Name == name))
            {
                yield return element;
            }
        }

        foreach (var parameter in parameters)
        {
            var element = ofConstructor.Concat(ofType).FirstOrDefault(e => e.Name == "param" && (string?)e.Attribute("name") == parameter);
            if (element is not null)
            {
                yield return element;
            }
        }

        foreach (var element in ofConstructor.Where(e => e.Name == "exception").DefaultIfEmpty().Concat(ofType.Where(e => e.Name == "exception" || e.Name == "typeparam")))
        {
            if (element is not null)
            {
                yield return element;
            }
        }
    }

    private static List<XElement> Elements(ISymbol symbol, CancellationToken cancel)
    {
        var xml = symbol.GetDocumentationCommentXml(cancellationToken: cancel);
        if (string.IsNullOrWhiteSpace(xml))
        {
            return [];
        }

        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace).Elements().ToList();
        }
        catch (XmlException)
        {
            // The compiler reports malformed documentation itself.
            return [];
        }
    }
}
