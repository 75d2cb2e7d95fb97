using System.Globalization;
using Diglot.Cli.Inspection;
using Diglot.Conversion;
using Diglot.Conversion.Verification;
using Diglot.Formats;

namespace Diglot.Cli.Conversion;

/// <summary>Tells what was converted and what running both sides showed: as text or one JSON object, and as a web page where asked for.</summary>
internal sealed class ConversionReport(bool json, TextWriter output)
{
    public void Write(string source, string target, ConversionResult result, VerificationReport? proof, string? page)
    {
        if (page is not null)
        {
            AtomicFile.Write(page, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ConversionPage.Of(source, target, result, proof))));
        }

        if (json)
        {
            output.WriteLine(ConversionJson.Of(source, target, result, proof, page).ToJsonString());
            return;
        }

        foreach (var file in result.Files)
        {
            output.WriteLine($"{source} -> {file}");
        }

        if (result.Source is { } graph)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{graph.TrainableParameters:N0} trainable and {graph.OtherParameters:N0} other parameters"));
        }

        foreach (var note in result.Notes)
        {
            output.WriteLine($"  note: {note}");
        }

        if (proof is null)
        {
            output.WriteLine("Not verified.");
        }
        else
        {
            Write(proof);
        }

        if (page is not null)
        {
            output.WriteLine($"Report: {page}");
        }
    }

    /// <summary>The verdict in one sentence.</summary>
    public static string Verdict(VerificationReport proof)
    {
        if (proof.IsEqual)
        {
            return $"Equal: no output differs by more than {Number(proof.Tolerance)} of its largest value{(proof.Training is { } training ? $", no gradient and no trained weight by more than {Number(training.Tolerance)}" : "")}.";
        }

        return proof.Outputs.All(entry => entry.MaximumRelative <= proof.Tolerance)
            ? $"DIFFERENT: the outputs are equal, but a gradient or a trained weight differs by more than {Number(proof.Training!.Tolerance)}."
            : $"DIFFERENT: an output differs by more than {Number(proof.Tolerance)} of its largest value.{(proof.FirstDiverging is { } first ? $" The first layer that diverges is '{first.Name}'." : "")}";
    }

    /// <summary>A difference as tables show it.</summary>
    public static string Number(double value) => value.ToString("0.0e-00", CultureInfo.InvariantCulture);

    private void Write(VerificationReport proof)
    {
        output.WriteLine($"Both sides on the same inputs ({string.Join("; ", proof.Inputs)}):");
        Table("Layer", [.. proof.Layers, .. proof.Outputs]);
        if (proof.Agreement is { } agreement)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Same class on {agreement:P2} of the examples."));
        }

        if (proof.Training is { } training)
        {
            Table("Gradient of", training.Gradients);
            Table("Weight after one step", training.AfterStep);
            foreach (var note in training.Notes)
            {
                output.WriteLine($"  note: {note}");
            }
        }

        output.WriteLine(Verdict(proof));
    }

    private void Table(string name, IReadOnlyList<ValueDifference> entries)
        => TextTable.Write(output, [name, "Max abs. difference", "Max rel. difference"], [.. entries.Select(static entry => new[] { entry.Name, Number(entry.MaximumAbsolute), Number(entry.MaximumRelative) })]);
}
