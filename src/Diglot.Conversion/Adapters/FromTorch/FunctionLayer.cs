namespace Diglot.Conversion.Adapters.FromTorch;

/// <summary>A call of a function of <c>torch.nn.functional</c>, in the words of the module that does the same.</summary>
internal sealed class FunctionLayer(string className, string path, ValueShape input, IReadOnlyList<(string Name, object? Value)> arguments) : TorchLayer(className, path, input)
{
    public override object? Attribute(string name) => ModuleLayer.Plain(arguments.FirstOrDefault(argument => argument.Name == name).Value);

    protected override (ArraySource Source, bool IsTrainable)? Tensor(string key) => null;
}
