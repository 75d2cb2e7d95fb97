namespace Diglot.Keras.Utils;

/// <summary>Element types by Keras's names.</summary>
internal static class DTypeNames
{
    private static readonly Dictionary<string, DType> Types = Enum.GetValues<DType>()
        .Where(static type => type is not (DType.Float8E4M3 or DType.Float8E5M2))
        .ToDictionary(Name);

    /// <summary>"float32" and so on.</summary>
    public static string Name(DType type) => type switch
    {
        DType.Float8E4M3 => "float8_e4m3fn",
        DType.Float8E5M2 => "float8_e5m2",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>The type of a name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static DType Parse(string name) => Types.TryGetValue(name, out var type) ? type
        : throw new ArgumentException($"Unknown dtype '{name}'.{Choices.Suggest(name, Types.Keys)}", nameof(name));
}
