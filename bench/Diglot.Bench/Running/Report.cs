using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Diglot.Bench.Running;

/// <summary>The result as a table or as JSON.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Style = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static string Json(IReadOnlyList<Measurement> results) => JsonSerializer.Serialize(results, Style);

    public static string Table(IReadOnlyList<Measurement> results)
    {
        var text = new StringBuilder();
        text.AppendLine($"{"name",-30} {"threads",7} {"median",10} {"best",10}  {"unit",-10} {"yardstick",10} {"ratio",7}");
        foreach (var line in results)
        {
            text.AppendLine($"{line.Name,-30} {line.Threads,7} {Number(line.Median),10} {Number(line.Best),10}  {line.Unit,-10} {Number(line.Yardstick),10} {line.Ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "-",7}");
        }

        return text.ToString().TrimEnd();
    }

    private static string Number(double? value) => value?.ToString(value >= 1000 ? "F0" : "F2", CultureInfo.InvariantCulture) ?? "-";
}
