using System.Text.Json;
using Xunit;

namespace Diglot.TestKit;

/// <summary>TensorFlow.js in node: a second implementation of Keras's layers. <c>npm install</c> in <c>tests/tools/tfjs</c> switches its tests on.</summary>
public static class TensorFlowJs
{
    private static string Folder => Path.Combine(Repository.Root, "tests", "tools", "tfjs");

    /// <summary>What a whole-model <c>.h5</c> file predicts there; skips the test where it is not installed.</summary>
    public static IReadOnlyList<FlatTensor> Predict(string file, IReadOnlyList<FlatTensor> inputs)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules")), "TensorFlow.js is not installed (npm install in tests/tools/tfjs)");
        var output = OtherProgram.Must("node", [Path.Combine(Folder, "predict.mjs"), file], JsonSerializer.Serialize(inputs, JsonSerializerOptions.Web));
        return JsonSerializer.Deserialize<FlatTensor[]>(output, JsonSerializerOptions.Web)!;
    }
}
