using System.Globalization;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;

namespace Diglot.Keras.Utils;

/// <summary>The text of <c>model.summary()</c>, as Keras 3 prints it.</summary>
internal sealed class ModelSummary
{
    private readonly Model _model;
    private readonly bool _isGraph;
    private readonly bool _expands;
    private readonly bool _showsTrainable;
    private readonly HashSet<Node> _inside;
    private readonly SummaryTable _table;

    private ModelSummary(Model model, int lineLength, bool expands, bool showsTrainable)
    {
        (_model, _expands, _showsTrainable) = (model, expands, showsTrainable);
        _inside = model switch { Functional graph => [.. graph.Nodes], Sequential { HasGraph: true } chain => [.. chain.Graph.Nodes], _ => [] };
        _isGraph = model is Functional && IsBranched(_inside);
        double[] ends = _isGraph ? [0.3, 0.56, 0.74, 1] : [0.45, 0.8, 1];
        var heads = new List<string> { "Layer (type)", "Output Shape", "Param #" };
        var alignment = new List<char> { 'l', 'l', 'r' };
        if (_isGraph)
        {
            heads.Add("Connected to");
            alignment.Add('l');
        }

        if (showsTrainable)
        {
            ends = [.. ends.Select(static end => end * 0.9), 1];
            heads.Add("Trainable");
            alignment.Add('c');
        }

        var places = ends.Select(end => (int)(end * lineLength)).ToArray();
        var widths = places.Select((place, i) => place - (i == 0 ? 0 : places[i - 1])).ToArray();
        _table = new([.. heads], [.. alignment], SummaryTable.Fit(widths, lineLength));
    }

    /// <summary>The whole text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="lineLength">Width; by default as Keras chooses for the width of the terminal.</param>
    /// <param name="expands">Whether layers of nested models are listed.</param>
    /// <param name="showsTrainable">Whether there is a column that says which layers are trained.</param>
    public static string Of(Model model, int? lineLength, bool expands, bool showsTrainable)
    {
        var isGraph = model is Functional graph && IsBranched([.. graph.Nodes]);
        var width = lineLength ?? Math.Min((isGraph ? 108 : 88) + (showsTrainable ? 12 : 0), Terminal() - 4);
        var summary = new ModelSummary(model, width, expands, showsTrainable);
        summary.Rows(model.layers, 0);
        return $"Model: \"{model.name}\"\n{summary._table.Draw()}{summary.Totals()}\n";
    }

    private static int Terminal()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth < 40 ? 80 : Console.WindowWidth;
        }
        catch (IOException)
        {
            return 80;
        }
    }

    /// <summary>Whether the graph is more than a chain: some distance from the end is reached twice, or a layer has several calls.</summary>
    private static bool IsBranched(HashSet<Node> nodes)
        => nodes.Any(static node => node.Inputs.Length > 1) || nodes.GroupBy(static node => node.Layer).Any(static calls => calls.Count() > 1)
            || nodes.Count(static node => node.IsInput) > 1
            || nodes.SelectMany(static node => node.Inputs).GroupBy(static input => input.Node).Any(static uses => uses.Count() > 1);

    private static string Size(double bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        var unit = 0;
        while (bytes >= 1024 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return $"{bytes.ToString("F2", CultureInfo.InvariantCulture)} {units[unit]}";
    }

    private static (long Count, long Bytes) Count(IEnumerable<Variable> variables)
        => variables.Aggregate((Count: 0L, Bytes: 0L), static (sum, variable) => (sum.Count + variable.shape.Length, sum.Bytes + (variable.shape.Length * variable.value.Type.Size)));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private void Rows(IEnumerable<Layer> layers, int depth)
    {
        foreach (var layer in layers)
        {
            Row(layer, depth);
            if (_expands && layer is Model nested)
            {
                Rows(nested.layers, depth + 1);
            }
        }
    }

    private void Row(Layer layer, int depth)
    {
        var prefix = depth == 0 ? "" : $"{string.Concat(Enumerable.Repeat("   ", depth))}└ ";
        var cells = new List<string> { $"{prefix}{layer.name} ({layer.ClassName})", OutputShape(layer), layer.built ? Number(layer.count_params()) : "0 (unbuilt)" };
        if (_isGraph)
        {
            cells.Add(Connections(layer));
        }

        if (_showsTrainable)
        {
            cells.Add(layer.weights.Count == 0 ? "-" : layer.trainable ? "Y" : "N");
        }

        _table.Add([.. cells]);
    }

    private string OutputShape(Layer layer)
    {
        var outputs = layer is Functional graph ? graph.outputs : layer is Sequential { HasGraph: true } chain ? chain.outputs : layer.InboundNodes.FirstOrDefault()?.Results;
        return outputs is null ? "?" : outputs.Count == 1 ? outputs[0].shape.ToString() : $"[{string.Join(", ", outputs.Select(static output => output.shape))}]";
    }

    private string Connections(Layer layer)
    {
        var sources = layer.InboundNodes.Where(_inside.Contains).SelectMany(static node => node.Inputs)
            .Select(input => $"{input.Node!.Layer.name}[{Place(input.Node)}][{input.Index}]").ToArray();
        return sources.Length == 0 ? "-" : string.Join(", ", sources);
    }

    /// <summary>How many calls of that layer inside this model came before.</summary>
    private int Place(Node node) => node.Layer.InboundNodes.Where(_inside.Contains).ToList().IndexOf(node);

    private string Totals()
    {
        var (trainable, frozen) = (Count(_model.trainable_weights), Count(_model.non_trainable_weights));
        var optimizer = _model is { compiled: true, optimizer.built: true } ? Count(_model.optimizer.variables) : default;
        var total = (Count: trainable.Count + frozen.Count + optimizer.Count, Bytes: trainable.Bytes + frozen.Bytes + optimizer.Bytes);
        string Line(string label, (long Count, long Bytes) amount) => $" {label}: {Number(amount.Count)} ({Size(amount.Bytes)})\n";
        return Line("Total params", total) + Line("Trainable params", trainable) + Line("Non-trainable params", frozen)
            + (_model is not { compiled: true, optimizer.built: true } ? "" : Line("Optimizer params", optimizer));
    }
}
