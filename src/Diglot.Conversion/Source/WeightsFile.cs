using Diglot.Conversion.Files;

namespace Diglot.Conversion.Source;

/// <summary>Where a program finds the weights of the network that it builds.</summary>
/// <param name="Name">The file's name, as it is seen from the program's folder.</param>
/// <param name="Format">Its format.</param>
/// <param name="Origin">Name of the file that the network was converted from; null for a live model.</param>
/// <param name="WholeModule">Whether a <c>.pt</c> file holds the whole module.</param>
/// <param name="Checkpoint">Whether a <c>.pt</c> file holds a checkpoint, <c>{'model': …, 'optimizer': …}</c>.</param>
public sealed record WeightsFile(string Name, TargetFormat Format, string? Origin = null, bool WholeModule = false, bool Checkpoint = false);
