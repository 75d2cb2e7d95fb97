using System.Reflection;
using System.Text;
using Diglot.Conversion.Adapters.FromOnnx.Reading;
using Diglot.Conversion.Adapters.FromOnnx.Running;
using Diglot.Conversion.Layers;
using Diglot.Formats;

namespace Diglot.Conversion.Tests;

/// <summary>SUPPORTED.md, written from what the assemblies hold.</summary>
internal static class SupportedPage
{
    public static string Text()
    {
        var page = new StringBuilder();
        page.Append("# What Diglot supports\n\nWritten from the code by `DIGLOT_WRITE_SUPPORTED=1 dotnet run -c Release --project tests/Diglot.Conversion.Tests`; a test compares. What is not here is refused by its name, never dropped.\n");
        page.Append("\n## File formats\n\n| format | usual endings |\n|---|---|\n");
        foreach (var format in FormatCatalogue.All)
        {
            page.Append($"| {format.Name} | {string.Join(" ", format.Extensions.Select(static ending => $"`{ending}`"))} |\n");
        }

        page.Append("\nContent decides what a file is, not its name. `diglot convert` writes `.keras`, `.h5`, `.weights.h5`, `.pt`, `.pth`, `.bin`, `.safetensors` and `.npz`.\n");
        page.Append("\n## Layers that convert\n\n| Keras | PyTorch |\n|---|---|\n");
        foreach (var conversion in LayerCatalogue.All)
        {
            page.Append($"| {Names(conversion.KerasNames)} | {Names(conversion.TorchNames)} |\n");
        }

        page.Append("\nActivations called as functions in functional Keras models (`keras.activations.gelu(x)`, `keras.ops.relu(x)`) convert too.\n");
        page.Append("\n## ONNX operations\n\n");
        page.Append($"**Layers of both frameworks** (`diglot convert model.onnx model.keras`; decomposed SiLU, GELU, Mish, softsign, log-sigmoid and layer normalization too): {Names([.. NodeReaders.All.Keys.Where(static name => name is not ("Gather" or "Abs")).Order(StringComparer.Ordinal)])}\n\n");
        page.Append($"**Run, as the source's side of the proof**: {Names([.. OnnxOperators.Names.Order(StringComparer.Ordinal)])}\n");
        Face(page, "Keras", typeof(Diglot.Keras.Api));
        Face(page, "PyTorch", typeof(Diglot.Torch.Api));
        return page.ToString();
    }

    private static void Face(StringBuilder page, string name, Type api)
    {
        page.Append($"\n## {name} in C#: `using static {api.FullName};`\n");
        foreach (var (path, members) in Groups(api, "").OrderBy(static group => group.Path, StringComparer.Ordinal))
        {
            page.Append($"\n**{(path.Length == 0 ? "without a prefix" : path)}**: {string.Join(", ", members)}\n");
        }
    }

    // Tensor methods and other extensions are members of types that the compiler names; they are not listed.
    private static IEnumerable<(string Path, string[] Members)> Groups(Type type, string path)
    {
        var members = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && !(path.Length == 0 && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal))) && !method.Name.Contains('<') && !method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false))
            .Select(static method => method.Name).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (members.Length > 0)
        {
            yield return (path, members);
        }

        foreach (var inner in type.GetNestedTypes(BindingFlags.Public).Where(static inner => inner.IsAbstract && inner.IsSealed && !inner.Name.Contains('<')))
        {
            foreach (var group in Groups(inner, path.Length == 0 ? inner.Name : $"{path}.{inner.Name}"))
            {
                yield return group;
            }
        }
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "–" : string.Join(" ", names.Select(static name => $"`{name}`"));
}
