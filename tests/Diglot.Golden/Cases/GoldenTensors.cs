using System.Collections.Concurrent;
using Diglot.Formats;
using Diglot.Formats.Safetensors;
using Diglot.Tensors;
using Diglot.Tensors.Shapes;

namespace Diglot.Golden.Cases;

/// <summary>Named reference tensors, read when asked for.</summary>
public sealed class GoldenTensors
{
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, TensorData>> Files = new();
    private readonly IReadOnlyDictionary<string, TensorData> _tensors;
    private readonly string _prefix;

    private GoldenTensors(IReadOnlyDictionary<string, TensorData> tensors, string prefix) => (_tensors, _prefix) = (tensors, prefix);

    /// <summary>Names without the prefix.</summary>
    public IEnumerable<string> Names => _tensors.Keys.Where(name => name.StartsWith(_prefix, StringComparison.Ordinal)).Select(name => name[_prefix.Length..]);

    /// <summary>One tensor.</summary>
    public NDArray this[string name] => (_tensors.TryGetValue(_prefix + name, out var data) ? data
        : throw new KeyNotFoundException($"The reference has no tensor '{_prefix}{name}'.")).ToNDArray();

    /// <summary>Opens a tensor file.</summary>
    public static GoldenTensors Read(string path) => new(Files.GetOrAdd(path, static path => SafetensorsReader.Read(path).Tensors), string.Empty);

    /// <summary>The tensors whose names begin so, without the beginning.</summary>
    public GoldenTensors Below(string prefix) => new(_tensors, _prefix + prefix);

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => _tensors.ContainsKey(_prefix + name);
}
