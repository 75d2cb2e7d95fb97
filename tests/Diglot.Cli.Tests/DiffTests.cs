using System.Text.Json.Nodes;
using Diglot.Cli.Inspection;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary><c>diglot diff</c> on files of which Keras and PyTorch made several forms.</summary>
public sealed class DiffTests
{
    private static readonly string Models = Path.Combine(Repository.Golden, "torch-models");

    [Theory]
    [InlineData("lenet5-class")]
    [InlineData("bn-dropout-cnn")]
    public void One_model_in_two_formats_is_equal(string name)
    {
        var run = ChildProcess.Run(Path.Combine(Models, name), "diff", "state_dict.pt", "model.safetensors");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Equal:", run.Output);
    }

    [Theory]
    [InlineData("lenet5_sigmoid", "keras/model.keras", "torch/state_dict.pt")]
    [InlineData("flatten_bn", "torch/state_dict.pt", "keras/model.keras")]
    [InlineData("convt_same_k3_s2", "keras/model.h5", "torch/state_dict.pt")]
    public void Keras_model_and_its_PyTorch_twin_are_compared_as_PyTorch_weights(string pair, string a, string b)
    {
        var found = FileDifference.Between(Path.Combine(Repository.Golden, "pairs", pair, a), Path.Combine(Repository.Golden, "pairs", pair, b));
        Assert.NotNull(found.Note);
        Assert.Equal((0, 0, 0), (found.WeightsOnlyInA.Count, found.WeightsOnlyInB.Count, found.WeightsThatDiffer.Count));
        Assert.True(found.Equal);
    }

    [Fact]
    public void File_equals_itself_also_in_its_layers()
    {
        var file = Path.Combine(Repository.Golden, "keras-models", "nested", "model.keras");
        var found = FileDifference.Between(file, file);
        Assert.True(found.Equal);
        Assert.True(found.LayersCompared);
    }

    [Fact]
    public void Other_start_gives_the_largest_difference_of_each_weight()
    {
        var run = ChildProcess.Run(Path.Combine(Repository.Golden, "keras-models"), "diff", "lenet5/model.keras", "lenet5-delayed/model.keras", "--json");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        var found = JsonNode.Parse(run.Output.TrimEnd('\n').Split('\n')[^1])!;
        Assert.False((bool)found["equal"]!);
        Assert.Equal(10, found["weights_that_differ"]!.AsArray().Count);
        Assert.All(found["weights_that_differ"]!.AsArray(), static weight => Assert.True((double)weight!["largest_difference"]! > 0));
    }

    [Fact]
    public void Changed_value_is_found_with_its_size()
    {
        var folder = Directory.CreateTempSubdirectory("diglot-diff-").FullName;
        try
        {
            var (a, b) = (Safetensors(folder, "a", "[2]", 1, 2), Safetensors(folder, "b", "[2]", 1, 2.5f));
            var weight = Assert.Single(FileDifference.Between(a, b).WeightsThatDiffer);
            Assert.Equal(("w", 0.5), (weight.Name, weight.LargestDifference));
            var reshaped = Assert.Single(FileDifference.Between(a, Safetensors(folder, "c", "[1,2]", 1, 2)).WeightsThatDiffer);
            Assert.Equal(("float32 (2,)", "float32 (1, 2)", null), (reshaped.A, reshaped.B, reshaped.LargestDifference));
            Assert.True(FileDifference.Between(Safetensors(folder, "d", "[2]", float.NaN, 2), Safetensors(folder, "e", "[2]", float.NaN, 2)).Equal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Other_models_differ_in_layers_and_weights()
    {
        var found = FileDifference.Between(Path.Combine(Models, "lenet5-class", "module.pt"), Path.Combine(Models, "bn-dropout-cnn", "module.pt"));
        Assert.False(found.Equal);
        Assert.Contains("features.0.0", found.LayersOnlyInB);
        Assert.Contains("features.0.0.weight", found.WeightsOnlyInB);
        Assert.NotEmpty(found.WeightsOnlyInA);
    }

    [Fact]
    public void Names_match_first_whole_then_without_prefix_then_by_position_and_kind()
    {
        (string, string)[] a = [("fc.weight", "x"), ("module._orig_mod.conv.weight", "x"), ("sequential/dense/kernel:0", "x"), ("dense_3/kernel:0", "(2,)"), ("dense_4/kernel:0", "(2,)"), ("left.weight", "x")];
        (string, string)[] b = [("dense_7/kernel:0", "(2,)"), ("dense_8/kernel:0", "(2,)"), ("conv.weight", "x"), ("fc.weight", "y"), ("sequential_1/dense/kernel:0", "x"), ("right.weight", "x")];
        Assert.Equal(
            [new("fc.weight", "fc.weight", MatchedBy.Name), new("module._orig_mod.conv.weight", "conv.weight", MatchedBy.Prefix), new("sequential/dense/kernel:0", "sequential_1/dense/kernel:0", MatchedBy.Prefix), new("dense_3/kernel:0", "dense_7/kernel:0", MatchedBy.Position), new("dense_4/kernel:0", "dense_8/kernel:0", MatchedBy.Position)],
            NameMatching.Between(a, b));
    }

    [Fact]
    public void Weights_under_a_wrappers_prefix_are_equal_and_said_to_be_matched_so()
    {
        var folder = Directory.CreateTempSubdirectory("diglot-diff-").FullName;
        try
        {
            var (a, b) = (Safetensors(folder, "a", "[2]", 1, 2), Safetensors(folder, "b", "[2]", "module.w", 1, 2));
            var run = ChildProcess.Run(folder, "diff", a, b);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Matches(@"w +module\.w +name without prefix", run.Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Safetensors(string folder, string name, string shape, params float[] values) => Safetensors(folder, name, shape, "w", values);

    private static string Safetensors(string folder, string name, string shape, string weight, params float[] values)
    {
        var header = $$$"""{"{{{weight}}}":{"dtype":"F32","shape":{{{shape}}},"data_offsets":[0,{{{values.Length * 4}}}]}}""";
        var path = Path.Combine(folder, name + ".safetensors");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.ASCII.GetBytes(header), .. values.SelectMany(BitConverter.GetBytes)]);
        return path;
    }
}
