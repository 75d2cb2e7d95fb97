using Diglot.Conversion.Adapters.FromTorch;

namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>An operation of an exported program in the words of the module that does the same.</summary>
internal sealed class ExportedLayer(string className, string path, ValueShape input, IReadOnlyList<(string Name, object? Value)> arguments, IReadOnlyList<(string Key, Weight? Weight)> weights)
    : TorchLayer(className, path, input)
{
    public override object? Attribute(string name) => arguments.FirstOrDefault(argument => argument.Name == name).Value;

    // Weights keep the keys that they have in the network's state.
    public override Weight? TryWeight(string key) => weights.FirstOrDefault(weight => weight.Key == key).Weight;

    protected override (ArraySource Source, bool IsTrainable)? Tensor(string key) => throw new InvalidOperationException("Weights are given as they are.");
}
