using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Keras.Tests.Layers;

/// <summary>Every recorded layer of a kind that the catalogue lists, against Keras's numbers.</summary>
public sealed class LayerGoldenTests
{
    /// <summary>What is not supported yet, with the reason.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["batchnorm-mask"] = "Implicit masks are not carried through graphs yet.",
    };

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Path.Combine(Repository.Golden, "keras-layers"))
        .Where(static folder => IsSupported((string)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!["class_name"]!))
        .Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layer_computes_what_Keras_computes_when_loaded_from_file(string name)
    {
        Assert.SkipWhen(Open.ContainsKey(name), Open.GetValueOrDefault(name, ""));
        Assert.Empty(LayerCase.Check(name));
    }

    private static bool IsSupported(string className) => LayerCatalogue.Classes.ContainsKey(className);
}
