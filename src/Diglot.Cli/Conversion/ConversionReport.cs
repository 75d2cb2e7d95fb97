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
        if (proof.Outputs.Count == 0)
        {
            return proof.IsEqual ? "Equal: the weights are the same in both files, bit by bit." : $"DIFFERENT: {Listed(proof.Changed)} {(proof.Changed.Count == 1 ? "is" : "are")} not the same in both files.";
        }

        if (proof.Changed.Count > 0)
        {
            var outputs = proof.Outputs.All(entry => entry.MaximumRelative <= proof.Tolerance) ? "the outputs are equal within the tolerance, but" : "the outputs differ, and";
            return $"DIFFERENT: {outputs} {Listed(proof.Changed)} {(proof.Changed.Count == 1 ? "is" : "are")} not what {(proof.Changed.Count == 1 ? "it was" : "they were")} when the file was converted.";
        }

        if (proof.IsEqual)
        {
            return $"Equal: no output differs by more than {Number(proof.Tolerance)} of its largest value{(proof.Training is { } training ? $", no gradient, loss or trained weight by more than {Number(training.Tolerance)}" : "")}.";
        }

        return proof.Outputs.All(entry => entry.MaximumRelative <= proof.Tolerance)
            ? $"DIFFERENT: the outputs are equal, but a gradient, a loss or a trained weight differs by more than {Number(proof.Training!.Tolerance)}."
            : $"DIFFERENT: an output differs by more than {Number(proof.Tolerance)} of its largest value.{(proof.FirstDiverging is { } first ? $" The first layer that diverges is '{first.Name}'." : "")}";
    }

    /// <summary>A difference as tables show it.</summary>
    public static string Number(double value) => value.ToString("0.0e-00", CultureInfo.InvariantCulture);

    /// <summary>A loss as tables show it.</summary>
    public static string Loss(double value) => value.ToString("G9", CultureInfo.InvariantCulture);

    private static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Take(3)) + (names.Count > 3 ? $" and {names.Count - 3} more" : "");

    private void Write(VerificationReport proof)
    {
        output.WriteLine(proof.Outputs.Count == 0 ? $"Compared: {string.Join("; ", proof.Inputs)}." : $"Both sides on the same inputs ({string.Join("; ", proof.Inputs)}):");
        Table("Layer", [.. proof.Layers, .. proof.Outputs], [.. proof.Layers.Concat(proof.Outputs).Where(entry => !(entry.MaximumRelative <= proof.Tolerance))]);
        if (proof.Agreement is { } agreement)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Same class on {agreement:P2} of the examples."));
        }

        if (proof.Training is { } training)
        {
            Table("Gradient of", training.Gradients, training.Exceeding(training.Gradients));
            TextTable.Write(output, ["Loss", "Source", "Target", "Difference"], [.. training.Losses.Select(static loss => new[] { loss.Name, Loss(loss.Source), Loss(loss.Target), Number(loss.Difference.MaximumRelative) })]);
            Table("Weight after one step", training.AfterStep, training.Exceeding(training.AfterStep));
            output.WriteLine($"  note: The loss is the sum of all outputs, each times a fixed random number; the step is SGD's with learning rate {TrainingVerifier.Rate.ToString(CultureInfo.InvariantCulture)}.");
            foreach (var note in training.Notes)
            {
                output.WriteLine($"  note: {note}");
            }
        }

        output.WriteLine(Verdict(proof));
    }

    private void Table(string name, IReadOnlyList<ValueDifference> entries, IReadOnlyList<ValueDifference> exceeding)
        => TextTable.Write(output, [name, "Max abs. difference", "Max rel. difference", ""], [.. entries.Select(entry => new[] { entry.Name, Number(entry.MaximumAbsolute), Number(entry.MaximumRelative), exceeding.Contains(entry) ? "differs" : "" })]);
}
