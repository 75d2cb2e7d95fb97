using System.Text.Json.Nodes;
using Diglot.Formats.Pickle;

namespace Diglot.Formats.KerasArchive;

/// <summary>
/// What a configuration must not hold, whatever reads it: names of Python's own modules (<c>os.system</c>, <c>subprocess.Popen</c>), which
/// Keras would look up and call, and sizes beyond any model's.
/// </summary>
public static class KerasConfigGuard
{
    // Whole numbers under keys with these words are sizes.
    private static readonly string[] Sizes = ["units", "filters", "dim", "shape", "size", "length", "strides", "num_", "tokens", "bins"];

    /// <summary>Checks a configuration and everything in it.</summary>
    /// <exception cref="FileFormatException">It names code (<see cref="FileFault.RefusedCode"/>), or holds a size beyond 2³¹ (<see cref="FileFault.Limit"/>).</exception>
    public static void Check(JsonObject config)
    {
        var open = new Stack<(string Place, JsonNode? Node)>([("config", config)]);
        while (open.TryPop(out var next))
        {
            switch (next.Node)
            {
                case JsonObject node:
                    CheckName(node, next.Place);
                    foreach (var (key, value) in node)
                    {
                        open.Push((value is JsonObject ? next.Place : key, value));
                    }

                    break;
                case JsonArray items:
                    foreach (var item in items)
                    {
                        open.Push((Text((item as JsonObject)?["name"]) ?? next.Place, item));
                    }

                    break;
                case JsonValue value:
                    CheckSize(value, next.Place);
                    break;
            }
        }
    }

    private static void CheckName(JsonObject node, string place)
    {
        if (Text(node["module"]) is not { } module || module == "builtins")
        {
            return;
        }

        var name = (Text(node["class_name"]) == "function" ? Text(node["config"]) : Text(node["class_name"])) ?? "";
        if (!PythonModules.MayName(module, name))
        {
            throw new FileFormatException(
                FileFault.RefusedCode, $"The configuration names '{module}.{name}', which is no part of Keras but code of Python's own; it is not run", $"'{place}'", remedy: "The file was made to do harm, or by mistake: do not use it.");
        }
    }

    private static void CheckSize(JsonValue value, string key)
    {
        if (value.TryGetValue<long>(out var number) && number is > int.MaxValue or < int.MinValue && Sizes.Any(word => key.Contains(word, StringComparison.Ordinal)))
        {
            throw new FileFormatException(FileFault.Limit, "Sizes in a configuration are those of a real model", $"'{key}'", $"at most {int.MaxValue}", $"{number}");
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
