using System.Text.Json.Serialization;

namespace Diglot.Cli.Training;

/// <summary>Generated code for writing <see cref="TrainRecord"/>, so that no reflection runs at start-up.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(TrainRecord))]
internal sealed partial class TrainRecordJson : JsonSerializerContext;
