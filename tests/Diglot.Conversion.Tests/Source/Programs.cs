using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Formats.KerasArchive;
using Diglot.TestKit;

namespace Diglot.Conversion.Tests.Source;

/// <summary>The golden pairs that can be converted by now.</summary>
internal static class Programs
{
    /// <summary>Names and PyTorch networks of the pairs, made from the Keras files.</summary>
    public static IReadOnlyList<(string Name, TorchConversion Network)> Pairs { get; } = [.. Read()];

    /// <summary>Those of them whose modules all exist here.</summary>
    public static IEnumerable<(string Name, TorchConversion Network)> Live => Pairs.Where(static pair => pair.Network.Plan.Members.All(static member => ModuleFactory.Has(member.Call.ClassName)));

    /// <summary>A pair's file.</summary>
    public static string File(string pair, string file) => Path.Combine(Repository.Golden, "pairs", pair, file);

    private static IEnumerable<(string Name, TorchConversion Network)> Read()
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(Repository.Golden, "pairs")).Order(StringComparer.Ordinal))
        {
            TorchConversion network;
            try
            {
                network = Convert.ToTorch(KerasAdapter.Read(KerasArchiveReader.Read(Path.Combine(folder, "keras", "model.keras"))));
            }
            catch (ConversionRefusedException refused) when (refused.Missing is not null)
            {
                continue;
            }

            yield return (Path.GetFileName(folder), network);
        }
    }
}
