using System.Text.Json.Serialization;

namespace Diglot.Cli.Inspection;

/// <summary>What made two names of two files one thing.</summary>
internal enum MatchedBy
{
    /// <summary>The same name.</summary>
    [JsonStringEnumMemberName("name")]
    Name,

    /// <summary>The same name but for what a wrapper puts before it: <c>module.</c>, <c>_orig_mod.</c>, <c>sequential_1/</c>.</summary>
    [JsonStringEnumMemberName("prefix")]
    Prefix,

    /// <summary>The same place among those of its kind, and the same name but for Keras's counters: <c>dense_3</c> and <c>dense</c>.</summary>
    [JsonStringEnumMemberName("position and kind")]
    Position,
}
