using System.Text.Json;
using Diglot.Cli.Training;
using Xunit;

namespace Diglot.Cli.Tests;

public sealed class TrainRecordTests
{
    [Fact]
    public void Record_is_one_line_of_json_with_the_names_that_are_promised()
    {
        var request = new TrainRequest { Network = "lenet5", Style = "both", Epochs = 2, BatchSize = 64, Seed = 2, Threads = 1, Device = "cpu", Data = null, Out = "o", Json = true };
        StyleResult Of(string style, double? accuracy) =>
            new() { Style = style, Losses = [0.5, double.NaN], Accuracies = [0.9, 0.95], Seconds = [1, 2], TestAccuracy = accuracy, Files = [style + ".bin"], Interrupted = accuracy is null };

        var json = TrainRecord.From(request, [Of("keras", 0.97), Of("torch", null)], [], interrupted: true).ToJson();
        var root = JsonDocument.Parse(json).RootElement;

        Assert.DoesNotContain('\n', json);
        Assert.All(["style", "seed", "threads", "epochs", "seconds_per_epoch", "losses", "accuracies", "files"], name => Assert.True(root.TryGetProperty(name, out _), name));
        Assert.Equal(1.5, root.GetProperty("seconds_per_epoch").GetProperty("torch").GetDouble());
        Assert.Equal("NaN", root.GetProperty("losses").GetProperty("keras")[1].GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("test_accuracy").GetProperty("torch").ValueKind);
        Assert.Equal(2, root.GetProperty("files").GetArrayLength());
    }
}
