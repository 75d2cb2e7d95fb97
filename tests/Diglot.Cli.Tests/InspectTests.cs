using System.Text.Json.Nodes;
using Diglot.Cli.Inspection;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary><c>diglot inspect</c> against what Keras and PyTorch say of their own files.</summary>
public sealed class InspectTests : IDisposable
{
    // Which of their arrays are buffers only the code of these modules knows.
    private static readonly string[] WithOwnBuffers = ["torch-models/transformer-classifier", "torch-models/spectral-disc"];

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-inspect-").FullName;

    public static TheoryData<string> KerasModels => [.. Cases("keras-models")];

    public static TheoryData<string> KerasLegacy => [.. Cases("keras-legacy")];

    public static TheoryData<string> TorchModels => [.. Cases("torch-models")];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(KerasModels))]
    public void Keras_3_files_have_the_parameters_that_Keras_counts(string name)
    {
        var (place, known) = Case(name);
        foreach (var file in known["files"]!.AsArray().Select(static file => (string)file!).Where(static file => file.StartsWith("model.", StringComparison.Ordinal)))
        {
            Assert.Equal((file, (long)known["params"]!["total"]!), (file, FileInspection.Of(Path.Combine(place, file), withStatistics: false).Parameters));
        }
    }

    [Theory]
    [MemberData(nameof(KerasModels))]
    public void Layers_of_Keras_3_have_the_parameters_that_Keras_counts(string name)
    {
        var (place, known) = Case(name);
        foreach (var file in known["files"]!.AsArray().Select(static file => (string)file!).Where(static file => file is "model.keras" or "model.h5"))
        {
            var found = FileInspection.Of(Path.Combine(place, file), withStatistics: false);
            if (found.Layers.Count == 0)
            {
                // A subclassed model: its configuration does not list what is in it.
                Assert.Null(found.TrainableParameters);
                continue;
            }

            Assert.Equal((file, (long?)known["params"]!["trainable"], (long?)known["params"]!["non_trainable"]), (file, found.TrainableParameters, found.NonTrainableParameters));
            foreach (var layer in known["layers"]!.AsArray())
            {
                var counts = found.Layers.Single(entry => entry.Path == (string)layer!["name"]!).Parameters!;
                Assert.Equal((file, (string)layer!["name"]!, (long)layer["params"]!), (file, (string)layer["name"]!, counts.Trainable + counts.NonTrainable));
            }
        }
    }

    [Theory]
    [MemberData(nameof(KerasLegacy))]
    public void Layers_of_Keras_2_have_the_parameters_that_Keras_counts(string name)
    {
        var (place, known) = Case(name);
        var found = FileInspection.Of(Path.Combine(place, "model.h5"), withStatistics: false);
        Assert.Equal((long?)known["trainable_params"], found.TrainableParameters);
        Assert.All(known["layers"]!.AsArray(), layer =>
        {
            var counts = found.Layers.Single(entry => entry.Path == (string)layer!["name"]!).Parameters!;
            Assert.Equal(((string)layer!["name"]!, (long)layer["params"]!), ((string)layer["name"]!, counts.Trainable + counts.NonTrainable));
        });
    }

    [Theory]
    [MemberData(nameof(TorchModels))]
    public void Modules_have_the_parameters_that_PyTorch_counts(string name)
    {
        var (place, known) = Case(name);
        if (known["files"]!["module"] is { } file)
        {
            var found = FileInspection.Of(Path.Combine(place, (string)file!), withStatistics: false);
            Assert.Equal(((long?)known["counts"]!["trainable"], 0), (found.TrainableParameters, found.NonTrainableParameters));
            if (name != "torch-models/gpt-decoder-tied")
            {
                // That one's buffers are not persistent: no file holds them.
                Assert.Equal((long)known["counts"]!["buffers"]!, found.Buffers);
            }
        }
    }

    [Fact]
    public void Frozen_layers_are_listed_as_not_trainable()
    {
        var run = ChildProcess.Run(folder, "inspect", Path.Combine(Repository.Golden, "keras-models/frozen-parts/model.keras"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"base/bn1 +BatchNormalization .* +0 +12\n", run.Output);
        Assert.Matches(@"head +Dense .* +15 +0\n", run.Output);
        Assert.Contains("Parameters: 156 (15 trainable, 141 non-trainable)", run.Output);
    }

    [Theory]
    [MemberData(nameof(KerasLegacy))]
    public void Keras_2_files_have_the_parameters_that_Keras_counts(string name)
    {
        var (place, known) = Case(name);
        Assert.Equal((long)known["params"]!, FileInspection.Of(Path.Combine(place, "model.h5"), withStatistics: false).Parameters);
    }

    // Of tied weights the safetensors file keeps one name.
    [Theory]
    [MemberData(nameof(TorchModels))]
    public void Torch_files_have_the_arrays_that_PyTorch_lists(string name)
    {
        var (place, known) = Case(name);
        var state = known["state"]!.AsObject().Select(static entry => (entry.Key, string.Join(",", entry.Value!["shape"]!.AsArray()), (string)entry.Value["dtype"]!)).Order().ToArray();
        foreach (var kind in new[] { "state_dict", "legacy", "safetensors", "checkpoint" })
        {
            if (known["files"]![kind] is { } file)
            {
                var found = FileInspection.Of(Path.Combine(place, (string)file!), withStatistics: false);
                var arrays = kind == "safetensors" ? state.Where(array => found.Weights.Any(weight => weight.Name == array.Key)) : state;
                Assert.Equal(arrays, found.Weights.Select(static weight => (weight.Name, string.Join(",", weight.Shape), weight.Dtype)).Order());
                var (parameters, buffers) = ((long)known["counts"]!["parameters"]!, (long)known["counts"]!["buffers"]!);
                Assert.Equal(WithOwnBuffers.Contains(name) ? parameters + buffers : parameters, WithOwnBuffers.Contains(name) ? found.Parameters + found.Buffers : found.Parameters);
            }
        }
    }

    [Theory]
    [InlineData("state_dict.pt")]
    [InlineData("checkpoint.pt")]
    [InlineData("module.pt")]
    [InlineData("model.safetensors")]
    public void Torch_batch_statistics_count_as_buffers(string file)
    {
        var (place, known) = Case("torch-models/bn-dropout-cnn");
        var found = FileInspection.Of(Path.Combine(place, file), withStatistics: false);
        Assert.Equal(((long)known["counts"]!["parameters"]!, (long)known["counts"]!["buffers"]!), (found.Parameters, found.Buffers));
    }

    [Fact]
    public void Keras_archive_shows_layers_version_and_training()
    {
        var (place, known) = Case("keras-models/lenet5");
        var run = ChildProcess.Run(folder, "inspect", Path.Combine(place, "model.keras"), "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var found = JsonNode.Parse(run.Output.TrimEnd('\n').Split('\n')[^1])!;
        var layers = found["layers"]!.AsArray().Select(static layer => ((string)layer!["path"]!, (string)layer["class_name"]!)).ToArray();
        Assert.All(known["layers"]!.AsArray(), layer => Assert.Contains(((string)layer!["name"]!, (string)layer["class_name"]!), layers));
        Assert.Equal($"Keras {known["versions"]!["keras"]}", (string)found["framework_version"]!);
        Assert.Equal("Adam", (string)found["training"]!["optimizer"]!["class_name"]!);
        Assert.Equal((long)known["params"]!["total"]!, (long)found["parameters"]!);
    }

    [Fact]
    public void Module_shows_its_classes() => Assert.Contains(
        FileInspection.Of(Path.Combine(Repository.Golden, "torch-models/bn-dropout-cnn/module.pt"), withStatistics: false).Layers,
        static layer => layer is { Path: "features.0.0", ClassName: "torch.nn.modules.conv.Conv2d" });

    [Fact]
    public void Statistics_follow_their_definitions()
    {
        // As .npy: values -2, 0, 0, 6: mean 1, squared deviations 9 + 1 + 1 + 25 = 36, their mean 9.
        var weight = Assert.Single(FileInspection.Of(Npy("four.npy", -2, 0, 0, 6), withStatistics: true).Weights);
        Assert.Equal(new(-2, 6, 1, 3, 0.5, 0), weight.Statistics);
    }

    [Fact]
    public void Values_that_are_not_finite_are_counted_and_left_out()
        => Assert.Equal(new(1, 3, 2, 1, 0, 2), Assert.Single(FileInspection.Of(Npy("holes.npy", 1, float.NaN, 3, float.PositiveInfinity), withStatistics: true).Weights).Statistics);

    [Fact]
    public void Weights_option_prints_the_statistics()
    {
        var run = ChildProcess.Run(folder, "inspect", Npy("four.npy", -2, 0, 0, 6), "--weights");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"array +\(4,\) +float32 +4 +-2 +6 +1 +3 +50\.0 ?% +0\n", run.Output);
    }

    [Fact]
    public void Large_file_is_not_read()
    {
        // 5 GB that no test could read: a hole in the file system where it can make one.
        var path = Path.Combine(folder, "large.safetensors");
        var header = """{"w":{"dtype":"F32","shape":[1250000000],"data_offsets":[0,5000000000]}}"""u8;
        using (var file = File.Create(path))
        {
            file.Write(BitConverter.GetBytes((long)header.Length));
            file.Write(header);
            file.SetLength(8 + header.Length + 5_000_000_000);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(1_250_000_000, FileInspection.Of(path, withStatistics: false).Parameters);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Theory]
    [InlineData("hostile/keras/h5_truncated_half.h5", "expected")]
    [InlineData("hostile/torch/os-system.pt", "system")]
    [InlineData("README.md", "safetensors")]
    [InlineData("no-such-file.pt", "no-such-file.pt")]
    [InlineData("torch-models", "is a folder")]
    public void Unusable_file_gets_one_message(string file, string word)
    {
        var path = Path.Combine(Repository.Golden, file);
        foreach (var arguments in new string[][] { ["inspect", path, "--weights"], ["diff", path, path] })
        {
            var run = ChildProcess.Run(folder, arguments);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains(word, Assert.Single(run.Error.TrimEnd('\n').Split('\n')), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("fault of the program", run.Error);
        }
    }

    [Theory]
    [InlineData("inspect", "--weights")]
    [InlineData("diff", "--json")]
    public void Help_gives_examples(string command, string option)
    {
        var run = ChildProcess.Run(folder, command, "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(option, run.Output);
        Assert.Contains($"Examples:\n  diglot {command} ", run.Output.ReplaceLineEndings("\n"));
    }

    private string Npy(string name, params float[] values)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({values.Length},), }}".PadRight(117) + "\n";
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. values.SelectMany(BitConverter.GetBytes)]);
        return path;
    }

    private static IEnumerable<string> Cases(string kind) => Directory.GetDirectories(Path.Combine(Repository.Golden, kind))
        .Where(static place => File.Exists(Path.Combine(place, "case.json")))
        .Select(place => $"{kind}/{Path.GetFileName(place)}").Order(StringComparer.Ordinal);

    private static (string Place, JsonNode Known) Case(string name)
    {
        var place = Path.Combine(Repository.Golden, name);
        return (place, JsonNode.Parse(File.ReadAllText(Path.Combine(place, "case.json")))!);
    }
}
