using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Callbacks;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Keras.Training;
using Diglot.Tensors;

namespace Diglot.Golden.Judges.Keras;

/// <summary>One <c>fit</c> of a stored run, in one element type, compared with everything that was recorded.</summary>
/// <param name="golden">The case.</param>
/// <param name="comparison">Takes the differences.</param>
/// <param name="model">Compiled, with the initial weights.</param>
/// <param name="recorded">What was recorded in this element type.</param>
/// <param name="lossTolerance">Absolute difference of a figure that passes.</param>
/// <param name="weightTolerance">Absolute difference of a weight that passes.</param>
internal sealed class KerasRun(GoldenCase golden, Comparison comparison, Model model, JsonElement recorded, double lossTolerance, double weightTolerance)
{
    private readonly DType _type = model.weights[0].value.Type;

    private bool IsWide => _type == DType.Float64;

    /// <summary>Trains from the start.</summary>
    public void Judge()
    {
        var steps = new Steps();
        var history = Fit(steps, 0);
        Losses("loss", steps, recorded.GetProperty("loss_per_step").EnumerateArray().Select(static loss => loss.GetDouble()).ToArray());
        if (recorded.TryGetProperty("logged_per_step", out var logged) && logged.ValueKind == JsonValueKind.Array)
        {
            foreach (var (i, figures) in logged.EnumerateArray().Index().Where(entry => entry.Index < steps.Logs.Count))
            {
                Figures($"step {i + 1}", figures, steps.Logs[i]);
            }
        }

        if (recorded.TryGetProperty("history", out var epochs))
        {
            comparison.Equal("history", string.Join(' ', epochs.EnumerateObject().Select(static figure => figure.Name).Order(StringComparer.Ordinal)), string.Join(' ', history.history.Keys.Order(StringComparer.Ordinal)));
            foreach (var figure in epochs.EnumerateObject().Where(figure => history.history.ContainsKey(figure.Name)))
            {
                var (wanted, found) = (figure.Value.EnumerateArray().Select(static value => value.GetDouble()).ToArray(), history.history[figure.Name]);
                comparison.Equal($"history {figure.Name}: epochs", wanted.Length, found.Count);
                foreach (var (epoch, (a, b)) in wanted.Zip(found).Index())
                {
                    comparison.Same($"{_type} history {figure.Name}[{epoch}]", a, b, lossTolerance, IsWide ? 1e-6 : 1e-4);
                }
            }
        }

        After();
    }

    /// <summary>Goes on with a model that was saved in the middle.</summary>
    public void Resume(JsonElement resume)
    {
        var steps = new Steps();
        Fit(steps, resume.GetProperty("saved_after_epoch").GetInt32());
        Losses("loss after reload", steps, resume.GetProperty("loss_per_step_after_reload").EnumerateArray().Select(static loss => loss.GetDouble()).ToArray());
    }

    private History Fit(Steps steps, int firstEpoch)
    {
        var fit = golden.Json.GetProperty("fit");
        T? Option<T>(string name, Func<JsonElement, T> read) => fit.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? read(value) : default;
        var (x, y) = (Data("x")!, Data("y")!);
        steps.BatchSize = Option("batch_size", static value => value.GetInt32()) is > 0 and var size ? size : 32;
        steps.Rows = (int)Math.Floor(x.Flatten()[0].Shape[0] * (1 - Option("validation_split", static value => value.GetDouble())));
        return model.fit(
            x,
            y,
            batch_size: steps.BatchSize,
            epochs: Option("epochs", static value => value.GetInt32()),
            verbose: 0,
            callbacks: [steps],
            validation_split: Option("validation_split", static value => value.GetDouble()),
            validation_data: Data("val.x") is { } valid ? new ValidationData(valid, Data("val.y")!, Data("val.sample_weight")) : null,
            shuffle: false,
            class_weight: Option("class_weight", static value => value.EnumerateObject().ToDictionary(static entry => int.Parse(entry.Name), static entry => entry.Value.GetDouble())),
            sample_weight: Data("sample_weight"),
            initial_epoch: firstEpoch,
            steps_per_epoch: Option<int?>("steps_per_epoch", static value => value.GetInt32()),
            validation_freq: Option<int?>("validation_freq", static value => value.GetInt32()) ?? 1);
    }

    private void Losses(string what, Steps steps, double[] wanted)
    {
        comparison.Equal($"{what}: steps", wanted.Length, steps.Losses.Count);
        foreach (var (i, (a, b)) in wanted.Zip(steps.Losses).Index())
        {
            comparison.Same($"{_type} {what} of step {i + 1}", a, b, lossTolerance, IsWide ? 1e-9 : 2e-5);
        }
    }

    private void Figures(string what, JsonElement wanted, IReadOnlyDictionary<string, double> found)
    {
        comparison.Equal($"{what}: figures", string.Join(' ', wanted.EnumerateObject().Select(static figure => figure.Name).Order(StringComparer.Ordinal)), string.Join(' ', found.Keys.Order(StringComparer.Ordinal)));
        foreach (var figure in wanted.EnumerateObject().Where(figure => found.ContainsKey(figure.Name)))
        {
            comparison.Same($"{what}: {figure.Name}", figure.Value.GetDouble(), found[figure.Name], lossTolerance, 2e-5);
        }
    }

    /// <summary>What training leaves: weights, the optimizer's state, figures and predictions.</summary>
    private void After()
    {
        var io = golden.Tensors;
        var drift = golden.Json.TryGetProperty("float32_drift", out var gaps) ? gaps : default;
        var noise = drift.ValueKind == JsonValueKind.Object && drift.TryGetProperty("noise", out var names) ? names.EnumerateObject().Select(static weight => weight.Name).ToHashSet() : [];
        var isChaotic = drift.ValueKind == JsonValueKind.Object && drift.TryGetProperty("chaotic", out _);
        var prefix = IsWide ? "final64." : "final.";
        foreach (var weight in model.weights)
        {
            var name = io.Names.FirstOrDefault(name => name == prefix + weight.path || (name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith("/" + weight.path, StringComparison.Ordinal)));
            if (name is not null && (IsWide || !(isChaotic || noise.Contains(name[prefix.Length..]))))
            {
                comparison.Same(name, io[name], weight.value.Data, weightTolerance, IsWide ? 1e-6 : 1e-4);
            }
        }

        foreach (var slot in IsWide || isChaotic || noise.Count > 0 ? [] : model.optimizer.variables)
        {
            var own = slot.path.Split('/');
            var name = io.Names.FirstOrDefault(name => name == "slot." + slot.path || (name.StartsWith($"slot.{own[0]}/", StringComparison.Ordinal) && name.EndsWith("_" + own[^1], StringComparison.Ordinal)));
            if (name is not null)
            {
                comparison.Same(name, io[name], slot.value.Data, weightTolerance, 1e-3);
            }
        }

        if (golden.Json.TryGetProperty("mnist", out _))
        {
            return;
        }

        if (recorded.TryGetProperty("evaluate", out var evaluate) && evaluate.ValueKind == JsonValueKind.Object)
        {
            var batch = golden.Json.GetProperty("fit").GetProperty("batch_size").GetInt32();
            var figures = model.evaluate(Data("x")!, Data("y"), batch, verbose: 0);
            Figures("evaluate", evaluate, figures.Names.Zip(figures).ToDictionary(static figure => figure.First, static figure => figure.Second));
        }

        var outputs = model.predict_all(Data("x")!, verbose: 0);
        var stored = IsWide ? "predict64" : "predict";
        foreach (var (name, tensor) in outputs.Names is { } keys ? keys.Zip(outputs.Members.ToArray(), (key, member) => ($"{stored}.{key}", member.Single))
            : outputs.IsItem ? [(stored, outputs.Single)] : outputs.Flatten().Select((tensor, i) => ($"{stored}.{i}", tensor)))
        {
            // Names of outputs stand for a list's positions where targets are given by name.
            comparison.Holds($"{name} is not recorded", io.Has(name));
            comparison.Same(name, io[name], tensor.Data, IsWide ? 1e-6 : weightTolerance * 4, IsWide ? 1e-6 : 1e-3);
        }
    }

    /// <summary>Stored data of a name: one tensor, a dictionary or a list; null where there is none.</summary>
    private Nest<Tensor>? Data(string name)
    {
        if (golden.Json.TryGetProperty("mnist", out var mnist))
        {
            var (first, last) = (mnist.GetProperty("images")[0].GetInt32(), mnist.GetProperty("images")[1].GetInt32());
            return name switch { "x" => (Nest<Tensor>)MnistRows.Images(first, last, 28, 28, 1).To(_type), "y" => MnistRows.OneHot(first, last, _type), _ => null };
        }

        var io = golden.Tensors;
        if (io.Has(name))
        {
            return Typed(io[name]);
        }

        var members = io.Names.Where(other => other.StartsWith(name + ".", StringComparison.Ordinal)).ToDictionary(other => other[(name.Length + 1)..], other => Typed(io[other]));
        return members.Count == 0 ? null
            : members.Keys.All(static key => int.TryParse(key, out _)) ? (Nest<Tensor>)members.OrderBy(static member => int.Parse(member.Key)).Select(static member => member.Value).ToArray()
            : members;
    }

    private Tensor Typed(NDArray data) => new(data.Type.IsFloatingPoint ? data.To(_type) : data);

    /// <summary>Takes the running means that <c>fit</c> logs apart into the loss of each batch.</summary>
    private sealed class Steps : Callback
    {
        private double _sum;
        private int _seen;

        public int BatchSize { get; set; }

        public int Rows { get; set; }

        public List<double> Losses { get; } = [];

        public List<IReadOnlyDictionary<string, double>> Logs { get; } = [];

        private int Position { get; set; }

        public override void on_epoch_begin(int epoch) => (_sum, _seen) = (0, 0);

        public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
        {
            Position = Position == Rows ? 0 : Position;
            var count = Math.Min(BatchSize, Rows - Position);
            Position += count;
            var sum = logs["loss"] * (_seen + count);
            Losses.Add((sum - _sum) / count);
            (_sum, _seen) = (sum, _seen + count);
            Logs.Add(new Dictionary<string, double>(logs));
        }
    }
}
