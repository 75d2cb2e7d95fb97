using System.Text.Json.Nodes;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Optimizers;
using Diglot.Keras.Saving;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Table <c>schedules/keras</c>: learning rates by step, and the configuration.</summary>
public sealed class KerasSchedules : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["schedules/keras"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var schedule = KerasClasses.Make<LearningRateSchedule>(golden.Text("class"), golden.Json.GetProperty("args"), "keras.optimizers.schedules");
        var rates = golden.Json.GetProperty("lr");
        for (var step = 0; step < rates.GetArrayLength(); step++)
        {
            comparison.Same($"step {step}", rates[step].GetDouble(), schedule.call(step));
        }

        comparison.Equal("config", PythonJson.Write(JsonNode.Parse(golden.Json.GetProperty("config").GetRawText())!), PythonJson.Write(schedule.get_config()));
    }
}
