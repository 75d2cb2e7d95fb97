using System.Text.Json.Serialization;

namespace Diglot.Cli.Inspection;

/// <summary>Generated code for writing the answers, so that no reflection runs at start-up.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FileInspection))]
[JsonSerializable(typeof(FileDifference))]
internal sealed partial class InspectionJson : JsonSerializerContext;
