namespace Diglot.Formats.Hdf5.Reading;

/// <summary>How a member of a group is named and where it is.</summary>
/// <param name="Name">Name within the group.</param>
/// <param name="Kind">How the target is given.</param>
/// <param name="Address">Of the target's header, for hard links.</param>
/// <param name="Target">Path, for the others.</param>
/// <param name="Order">Creation order, where the file keeps it.</param>
internal sealed record Link(string Name, LinkKind Kind, long Address, string? Target, long? Order);
