using System.Globalization;

namespace Diglot.Cli.Training;

/// <summary>The closing lines of <c>diglot train</c>.</summary>
internal static class TrainReport
{
    public static void Write(TrainRequest request, IReadOnlyCollection<StyleResult> results, IReadOnlyList<TrainConversion> conversions, TextWriter output)
    {
        output.WriteLine();
        foreach (var result in results)
        {
            var seconds = result.Seconds.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {result.Seconds.Average():0.00} s an epoch");
            var outcome = result.TestAccuracy is { } accuracy
                ? string.Create(CultureInfo.InvariantCulture, $"test accuracy {accuracy:P2}")
                : $"stopped after {result.Losses.Count} of {request.Epochs} epochs";
            output.WriteLine($"{result.Style,-5}  {outcome}{seconds}");
            foreach (var file in result.Files)
            {
                output.WriteLine($"       {file}");
            }
        }

        foreach (var conversion in conversions)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{conversion.From} -> {conversion.To}  {(conversion.Equal ? "equal" : "DIFFERENT")}: test accuracy {conversion.SourceAccuracy:P2} and {conversion.TargetAccuracy:P2} on {conversion.Images:N0} images, largest probability difference {conversion.LargestProbabilityDifference:0.0e-00}"));
            foreach (var file in conversion.Files)
            {
                output.WriteLine($"       {file}");
            }
        }
    }
}
