using System.Globalization;
using System.Net;
using System.Text;
using Diglot.Conversion;
using Diglot.Conversion.Verification;

namespace Diglot.Cli.Conversion;

/// <summary>A conversion and its proof as a web page that needs no other file and no network.</summary>
internal static class ConversionPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1c1f23; --paper: #fff; --soft: #667; --line: #d8dce2; --good: #1a7f37; --bad: #c62828; --bar: #7aa7e0; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #16181c; --soft: #9aa3ad; --line: #343a42; --good: #4cc06a; --bad: #ff7b72; --bar: #3f6ea8; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
        .verdict { font-weight: 600; padding: .6rem .9rem; border-left: 4px solid var(--good); } .verdict.bad { border-color: var(--bad); color: var(--bad); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } tr.bad td { color: var(--bad); font-weight: 600; }
        .bar { display: inline-block; height: .6rem; background: var(--bar); border-radius: 2px; }
        """;

    public static string Of(string source, string target, ConversionResult result, VerificationReport? proof)
    {
        var page = new StringBuilder();
        var title = $"{Path.GetFileName(source)} and {Path.GetFileName(target)}";
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<h1>{Text(title)}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict{(proof is { IsEqual: true } ? "" : " bad")}\">{Text(proof is null ? "Not verified." : ConversionReport.Verdict(proof))}</p>\n<dl>\n");
        Fact(page, "Source", source);
        Fact(page, "Target", target);
        if (result.Source is { } graph)
        {
            Fact(page, "Network", graph.Name);
            Fact(page, "Parameters", string.Create(CultureInfo.InvariantCulture, $"{graph.TrainableParameters:N0} trainable, {graph.OtherParameters:N0} other"));
        }

        foreach (var input in proof?.Inputs ?? [])
        {
            Fact(page, "Inputs", input);
        }

        if (proof?.Agreement is { } agreement)
        {
            Fact(page, "Same class", string.Create(CultureInfo.InvariantCulture, $"{agreement:P2} of the examples"));
        }

        foreach (var file in result.Files)
        {
            Fact(page, "Written", file);
        }

        page.Append("</dl>\n");
        Notes(page, result.Notes.Select(static note => note.ToString()));
        if (proof is not null)
        {
            Table(page, "Layers", "Layer", proof.Layers, proof.Tolerance, [.. proof.Layers.Where(entry => !(entry.MaximumRelative <= proof.Tolerance))]);
            Table(page, "Outputs", "Output", proof.Outputs, proof.Tolerance, [.. proof.Outputs.Where(entry => !(entry.MaximumRelative <= proof.Tolerance))]);
            if (proof.Training is { } training)
            {
                Table(page, "Gradients", "Weight", training.Gradients, training.Tolerance, training.Exceeding(training.Gradients));
                Losses(page, training);
                Table(page, "Weights after one step of training", "Weight", training.AfterStep, training.Tolerance, training.Exceeding(training.AfterStep));
                Notes(page, training.Notes);
            }
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Fact(StringBuilder page, string name, string value) => page.Append(CultureInfo.InvariantCulture, $"<dt>{Text(name)}</dt><dd>{Text(value)}</dd>\n");

    private static void Notes(StringBuilder page, IEnumerable<string> notes)
    {
        var all = string.Concat(notes.Select(static note => $"<li>{Text(note)}</li>\n"));
        if (all.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>Notes</h2>\n<ul>\n{all}</ul>\n");
        }
    }

    private static void Losses(StringBuilder page, TrainingComparison training)
    {
        page.Append("<h2>Loss</h2>\n<table>\n<tr><th></th><th class=\"n\">Source</th><th class=\"n\">Target</th><th class=\"n\">Relative difference</th></tr>\n");
        foreach (var loss in training.Losses)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr{(loss.Difference.MaximumRelative <= training.Tolerance ? "" : " class=\"bad\"")}><td>{Text(loss.Name)}</td><td class=\"n\">{ConversionReport.Loss(loss.Source)}</td><td class=\"n\">{ConversionReport.Loss(loss.Target)}</td><td class=\"n\">{ConversionReport.Number(loss.Difference.MaximumRelative)}</td></tr>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"</table>\n<p>The loss is the sum of all outputs, each times a fixed random number; the step is SGD's with learning rate {TrainingVerifier.Rate}.</p>\n");
    }

    private static void Table(StringBuilder page, string title, string name, IReadOnlyList<ValueDifference> entries, double tolerance, IReadOnlyList<ValueDifference> exceeding)
    {
        if (entries.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n<table>\n<tr><th>{name}</th><th class=\"n\">Largest value</th><th class=\"n\">Max. absolute difference</th><th class=\"n\">Max. relative difference</th><th>of the tolerance {ConversionReport.Number(tolerance)}</th></tr>\n");
        foreach (var entry in entries)
        {
            var share = Math.Clamp(entry.MaximumRelative / tolerance, 0, 1);
            page.Append(CultureInfo.InvariantCulture, $"<tr{(exceeding.Contains(entry) ? " class=\"bad\"" : "")}><td>{Text(entry.Name)}</td><td class=\"n\">{entry.Largest:G6}</td><td class=\"n\">{ConversionReport.Number(entry.MaximumAbsolute)}</td><td class=\"n\">{ConversionReport.Number(entry.MaximumRelative)}</td><td><span class=\"bar\" style=\"width:{share * 8:0.00}rem\"></span></td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
