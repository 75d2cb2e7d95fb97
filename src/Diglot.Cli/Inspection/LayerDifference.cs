using System.Text.Json.Nodes;

namespace Diglot.Cli.Inspection;

/// <summary>One layer that two files describe differently: another class, or the settings that differ.</summary>
internal sealed record LayerDifference(string Path, string A, string B)
{
    /// <summary>Compares two layers; null if they are equal.</summary>
    public static LayerDifference? Between(LayerEntry a, LayerEntry b)
    {
        var path = a.Path == b.Path ? a.Path : $"{a.Path} = {b.Path}";
        if (a.ClassName != b.ClassName)
        {
            return new(path, a.ClassName, b.ClassName);
        }

        var keys = (a.Settings ?? []).Concat(b.Settings ?? []).Select(static entry => entry.Key).Distinct()
            .Where(key => (key != "name" || a.Path == b.Path) && !JsonNode.DeepEquals(a.Settings?[key], b.Settings?[key])).ToArray();
        return keys.Length == 0 ? null : new(path, Text(a, keys), Text(b, keys));
    }

    private static string Text(LayerEntry layer, string[] keys)
        => $"{layer.ClassName}({string.Join(", ", keys.Select(key => layer.Settings is { } settings && settings.ContainsKey(key) ? $"{key}={settings[key]?.ToJsonString() ?? "null"}" : $"no {key}"))})";
}
