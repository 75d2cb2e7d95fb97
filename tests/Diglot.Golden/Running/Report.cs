using System.Globalization;
using System.Text.Json;

namespace Diglot.Golden.Running;

/// <summary>The table, the list of what failed, the JSON file and the closing line.</summary>
internal static class Report
{
    private const int Listed = 40;

    public static int Write(List<Outcome> outcomes, GoldenOptions options)
    {
        Console.WriteLine($"{"kind",-22} {"passed",7} {"failed",7} {"refused",8} {"max abs",9} {"max rel",9} {"s",7}");
        foreach (var kind in outcomes.GroupBy(outcome => outcome.Kind))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Key,-22} {Count(kind, Status.Passed),7} {Count(kind, Status.Failed),7} {Count(kind, Status.Refused),8} {Largest(kind, v => v.LargestAbsolute),9:0.0e+0} {Largest(kind, v => v.LargestRelative),9:0.0e+0} {kind.Sum(outcome => outcome.Milliseconds) / 1000,7:0.0}"));
        }

        var wrong = outcomes.Where(outcome => outcome.Verdict.Status != Status.Passed).ToList();
        foreach (var outcome in options.Verbose ? outcomes : wrong.Where(outcome => outcome.Verdict.Status == Status.Failed).Take(Listed))
        {
            Console.WriteLine($"{outcome.Verdict.Status.ToString().ToLowerInvariant()} {outcome.Kind} {outcome.Case} {outcome.Verdict.Reason}");
        }

        if (!options.Verbose)
        {
            foreach (var reason in wrong.Where(outcome => outcome.Verdict.Status == Status.Refused).GroupBy(outcome => outcome.Verdict.Reason).OrderByDescending(group => group.Count()).Take(Listed))
            {
                Console.WriteLine($"refused {reason.Count()}: {reason.Key}");
            }
        }

        if (options.Json is not null)
        {
            WriteJson(outcomes, options.Json);
        }

        Console.WriteLine($"{outcomes.Count - wrong.Count} passed, {wrong.Count} failed");
        return wrong.Count == 0 ? 0 : 1;
    }

    private static int Count(IEnumerable<Outcome> outcomes, Status status) => outcomes.Count(outcome => outcome.Verdict.Status == status);

    private static double Largest(IEnumerable<Outcome> outcomes, Func<Verdict, double> of)
        => outcomes.Where(outcome => outcome.Verdict.Status == Status.Passed).Select(outcome => of(outcome.Verdict)).DefaultIfEmpty(0).Max();

    private static void WriteJson(List<Outcome> outcomes, string path)
    {
        using var stream = File.Create(path);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartArray();
        foreach (var (kind, name, verdict, milliseconds) in outcomes)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            writer.WriteString("case", name);
            writer.WriteString("status", verdict.Status.ToString().ToLowerInvariant());
            writer.WriteNumber("max_abs", verdict.LargestAbsolute);
            writer.WriteNumber("max_rel", verdict.LargestRelative);
            writer.WriteString("reason", verdict.Reason);
            writer.WriteNumber("ms", Math.Round(milliseconds, 3));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
