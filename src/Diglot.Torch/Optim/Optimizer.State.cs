using System.Collections;
using System.Globalization;
using Diglot.Autograd;
using Diglot.Formats.Pickle;

namespace Diglot.Torch.Optim;

/// <content>What an optimizer remembers, as a file keeps it.</content>
public abstract partial class Optimizer
{
    /// <summary>
    /// The state by each parameter's number and the options of each group:
    /// <c>{'state': {0: {'step': …, 'exp_avg': …}}, 'param_groups': [{'lr': …, 'params': [0, 1]}]}</c>. Its tensors are the optimizer's own.
    /// </summary>
    public OrderedDictionary<string, object?> state_dict()
    {
        var numbers = Numbered().ToDictionary<(Tensor Parameter, int Number), object, int>(static entry => entry.Parameter, static entry => entry.Number, ReferenceEqualityComparer.Instance);
        var states = new OrderedDictionary<object, object?>();
        foreach (var (parameter, number) in Numbered())
        {
            if (_state.TryGetValue(parameter, out var remembered))
            {
                states[number] = new OrderedDictionary<string, object>(remembered);
            }
        }

        var groups = new List<object?>();
        foreach (var group in _groups)
        {
            var options = new OrderedDictionary<string, object?>(group.Names.Select(name => KeyValuePair.Create(name, group[name])));
            options["params"] = group.Parameters.Select(parameter => (object?)numbers[parameter]).ToList();
            groups.Add(options);
        }

        return new() { ["state"] = states, ["param_groups"] = groups };
    }

    /// <summary>Takes over a state that <see cref="state_dict"/> gave or <c>torch.load</c> read; tensors are copied.</summary>
    /// <param name="state_dict">State and groups; the groups have as many parameters as here, in the same order.</param>
    /// <exception cref="ArgumentException">The groups differ.</exception>
    public void load_state_dict(IDictionary state_dict)
    {
        var saved = Items(state_dict, "param_groups").Cast<IDictionary>().ToArray();
        var counts = saved.Select(static group => Items(group, "params").Count).ToArray();
        if (!counts.SequenceEqual(_groups.Select(static group => group.Parameters.Count)))
        {
            throw new ArgumentException(
                $"The loaded state dict has the optimizer's parameter groups. Expected groups of {Listed(_groups.Select(static group => group.Parameters.Count))} parameters, received {Listed(counts)}. Build the optimizer for the same model.", nameof(state_dict));
        }

        var numbers = saved.SelectMany(static group => Items(group, "params").Cast<object?>()).Select(Number).ToArray();
        var parameters = numbers.Zip(_groups.SelectMany(static group => group.Parameters)).ToDictionary(static pair => pair.First, static pair => pair.Second);
        _state.Clear();
        foreach (DictionaryEntry entry in state_dict["state"] as IDictionary ?? throw Missing("state"))
        {
            var parameter = parameters.TryGetValue(Number(entry.Key), out var found) ? found
                : throw new ArgumentException($"A state belongs to a parameter of a group; received a state for parameter {entry.Key}.", nameof(state_dict));
            var remembered = StateOf(parameter);
            foreach (DictionaryEntry slot in (IDictionary)entry.Value!)
            {
                remembered[(string)slot.Key] = Taken((string)slot.Key, slot.Value, parameter);
            }
        }

        foreach (var (group, options) in _groups.Zip(saved))
        {
            foreach (DictionaryEntry option in options)
            {
                if (option.Key is string name && name != "params")
                {
                    group[name] = option.Value is PickleTuple { Count: 2 } pair ? (Real(pair[0]), Real(pair[1])) : option.Value;
                }
            }
        }
    }

    private static object Taken(string name, object? value, Tensor parameter) => (name, value) switch
    {
        // Old versions of PyTorch count steps in plain numbers; the count keeps its own type.
        ("step", Tensor step) => new Tensor(step.Data.Copy()),
        ("step", _) => Tensor.Scalar(Real(value)),
        (_, Tensor slot) => new Tensor(slot.Data.Copy().To(parameter.Type)),
        _ => value ?? throw new ArgumentException($"An optimizer's state has values; received None for '{name}'."),
    };

    private IEnumerable<(Tensor Parameter, int Number)> Numbered() => _groups.SelectMany(static group => group.Parameters).Select(static (parameter, number) => (parameter, number));

    private static IList Items(IDictionary from, string key) => from[key] as IList ?? throw Missing(key);

    private static ArgumentException Missing(string key) => new($"An optimizer's state dict has 'state' and 'param_groups', each group 'params'; '{key}' is missing or of another kind.");

    private static string Listed(IEnumerable<int> counts) => $"[{string.Join(", ", counts)}]";

    private static int Number(object? value) => System.Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private static double Real(object? value) => System.Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
