using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Diglot.Autograd;
using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Layers;
using Diglot.Formats.KerasArchive;
using Diglot.Golden.Cases;
using Diglot.Golden.Judges.Keras;
using Diglot.Golden.Judges.Pairs;
using Diglot.Golden.Running;
using Diglot.Graph;
using Diglot.Keras.Layers;
using Diglot.Keras.Layers.Preprocessing;
using Diglot.Keras.Models;
using Diglot.Tensors;

namespace Diglot.Golden.Judges.Conversions;

/// <summary>A Keras model converted to PyTorch and from there to Keras again: outputs, results of all layers, gradients, training mode, counts and names.</summary>
internal sealed partial class BothWays(Comparison comparison, GoldenTensors io, double relative, Model model, IReadOnlyDictionary<Variable, string>? keys = null)
{
    private readonly NDArray[] _inputs = [.. model.inputs.Select((_, i) => io[$"input.{i}"])];
    private readonly Dictionary<string, string> _keys = Leaves(model, "").SelectMany(static leaf => leaf.Layer.weights.Select(variable => (Source: $"{leaf.Path}/{variable.name}", Variable: variable)))
        .ToDictionary(static entry => entry.Source, entry => keys is null ? entry.Variable.path : keys[entry.Variable]);

    /// <summary>How the reference marks the k-th further call of a layer.</summary>
    public char Further { get; init; } = '#';

    /// <summary>Whether <c>grad.*</c> were taken in training mode.</summary>
    public bool GradientsInTraining { get; init; }

    /// <summary>Largest difference in relation to the largest value: a model that computes in 16 bits is as exact as its case says.</summary>
    private double Tolerance => Leaves(model, "").Any(static leaf => leaf.Layer.dtype_policy.ComputeType.Size == 2) ? relative : 1e-5;

    /// <summary>Whether all layers of a model are among those that convert.</summary>
    public static bool Converts(JsonNode? model) => WholeModel.Classes(model).All(static layer => KerasOperations.IsOperation(layer.Module) ? KerasOperations.Has(layer.Class) : layer.Class is "InputLayer" or "Sequential" or "Functional" or "Model" || Diglot.Conversion.Layers.LayerCatalogue.OfKeras(layer.Class) is not null);

    /// <summary>Converts the file of a case whose layer does not exist live, and compares outputs and gradients with the reference.</summary>
    public static void JudgeFile(GoldenCase golden, Comparison comparison)
    {
        var archive = KerasArchiveReader.Read(golden.PathOf("model.keras"));
        if (!Converts(archive.Config) || golden.Json.GetProperty("features").EnumerateArray().Any(static feature => feature.GetString() == "mask"))
        {
            return;
        }

        TorchConversion converted;
        try
        {
            converted = Diglot.Conversion.Convert.ToTorch(KerasAdapter.Read(archive));
            _ = converted.Module;
        }
        catch (ConversionRefusedException refused)
        {
            comparison.Holds($"model.keras to PyTorch: {refused.Message}", refused.Missing is null || refused.Missing.StartsWith("nn.", StringComparison.Ordinal));
            return;
        }

        var (io, inTraining) = (golden.Tensors, golden.Text("grad_mode") == "train");
        NDArray[] inputs = [.. converted.Source.Inputs.Select((_, i) => io[$"input.{i}"])];
        StepJudge.Gradients(comparison, "model.keras to PyTorch", converted, io, inputs, source => PairMapping.Short(source, name => io.Has($"grad.{name}") || io.Has($"after.{name}")), inTraining);
    }

    /// <summary>Converts what a file holds.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="read">Reads the graph from it.</param>
    public void Judge(string file, Func<NetworkGraph> read)
    {
        TorchConversion converted;
        try
        {
            converted = Diglot.Conversion.Convert.ToTorch(read());
            _ = converted.Module;
        }
        catch (ConversionRefusedException refused) when (refused.Missing == "masks in Keras models" || refused.Missing?.StartsWith("nn.", StringComparison.Ordinal) == true)
        {
            // Not claimed.
            return;
        }
        catch (ConversionRefusedException refused)
        {
            // What no converter could do exactly is refused with the layer's path; what only is missing here counts as wrong.
            comparison.Holds($"{file} to PyTorch: {refused.Message}", refused is { Missing: null, Path.Length: > 0 });
            return;
        }

        file = $"{file} to PyTorch";
        comparison.Equal($"{file}: trainable parameters", model.trainable_weights.Sum(static weight => weight.shape.Length), converted.Module.parameters().Where(static parameter => parameter.RequiresGrad).Sum(static parameter => parameter.Shape.Length));

        // What Normalization learnt of its data are numbers in PyTorch's forward, no weights.
        var numbers = Leaves(model, "").Where(static leaf => leaf.Layer is Normalization).Sum(static leaf => leaf.Layer.count_params());
        comparison.Equal($"{file}: parameters", model.count_params() - numbers, converted.Source.TrainableParameters + converted.Source.OtherParameters);
        Names($"{file}: names", converted.Plan.Members.Select(static member => member.Name));
        Layers(file, converted);
        Back($"{file} and back", converted);
        StepJudge.Gradients(comparison, file, converted, io, _inputs, Key, GradientsInTraining, Tolerance);
    }

    /// <summary>The reference's name of a weight.</summary>
    private string Key(string source) => _keys.GetValueOrDefault(source) ?? _keys.GetValueOrDefault(source.Replace("/depthwise_kernel", "/kernel", StringComparison.Ordinal), source);

    private void Layers(string file, TorchConversion converted)
    {
        var values = converted.Trace(_inputs);
        foreach (var (i, output) in converted.Source.Outputs.Index())
        {
            PairJudge.Compare(comparison, $"{file}: output.{i}", io[$"output.{i}"], values[output], Tolerance);
        }

        var found = converted.Source.Nodes.GroupBy(static node => (node.Path, node.Call)).Select(static parts => parts.Last()).Where(node => values.ContainsKey(node.Output)).ToLookup(static node => node.Path, node => values[node.Output]);
        foreach (var name in io.Names.Where(static name => name.StartsWith("layer.", StringComparison.Ordinal)))
        {
            // Which call of a shared layer comes first is the reference's own business: one of them has to fit.
            var layer = name["layer.".Length..];
            var last = layer.LastIndexOf(Further);
            var expected = io[name];
            var candidates = found[found.Contains(layer) || last < 0 ? layer : layer[..last]].Where(array => array.Shape == expected.Shape).ToArray();
            if (candidates.Length > 0)
            {
                PairJudge.Compare(comparison, $"{file}: {name}", expected, candidates.MinBy(array => array.ToArray<double>().Zip(expected.ToArray<double>(), static (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max())!, Tolerance);
            }
        }
    }

    private void Back(string file, TorchConversion converted)
    {
        NDArray[] inputs = [.. converted.Source.Inputs.Zip(_inputs, (input, array) => converted.Layout.Values[input].Layout.ToTarget(array))];
        KerasConversion back;
        try
        {
            back = Diglot.Conversion.Convert.ToKeras(TorchAdapter.Read(converted.Module, [.. inputs.Select(static input => ValueShape.Create([null, .. input.Shape.Skip(1).Select(static length => (int?)length)]))]));
            _ = back.Model;
        }
        catch (ConversionRefusedException refused) when (refused.Missing?.StartsWith("keras.layers.", StringComparison.Ordinal) == true)
        {
            return;
        }
        catch (ConversionRefusedException refused)
        {
            comparison.Wrong($"{file}: {refused.Message}");
            return;
        }

        var outputs = back.Model.call_all([.. back.Source.Inputs.Zip(inputs, (input, array) => new Tensor(back.Layout.Values[input].Layout.ToTarget(array)))], training: false);
        foreach (var (i, output) in outputs.Index())
        {
            var expected = converted.Layout.Values[converted.Source.Outputs[i]].Layout.ToTarget(io[$"output.{i}"]);
            PairJudge.Compare(comparison, $"{file}: output.{i}", expected, back.Layout.Values[back.Source.Outputs[i]].Layout.ToSource(output.Data), Tolerance);
        }

        comparison.Equal($"{file}: trainable parameters", model.trainable_weights.Sum(static weight => weight.shape.Length), back.Model.trainable_weights.Sum(static weight => weight.shape.Length));
        Names($"{file}: names", back.Model.layers.Select(static layer => layer.name));
    }

    /// <summary>Every layer with weights has its name on the other side, or one below it for each of its parts.</summary>
    private void Names(string what, IEnumerable<string> names)
    {
        // An attribute's name in Python has letters, digits and underscores.
        var all = names.Select(static name => AnyName().Replace(name, "_")).ToArray();
        var lost = Leaves(model, "").Where(static leaf => leaf.Layer.weights.Count > 0 && leaf.Layer is not Normalization).Select(static leaf => AnyName().Replace(leaf.Path.Replace('/', '.'), "_")).Where(path => !all.Any(name => name == path || name.StartsWith(path + ".", StringComparison.Ordinal)));
        comparison.Equal($"{what}: lost", "", string.Join(' ', lost));
    }

    [GeneratedRegex(@"[^\w.]")]
    private static partial Regex AnyName();

    private static IEnumerable<(string Path, Layer Layer)> Leaves(Model model, string path)
        => model.layers.SelectMany(layer => layer is Model inner ? Leaves(inner, $"{path}{layer.name}/") : [(path + layer.name, layer)]);
}
