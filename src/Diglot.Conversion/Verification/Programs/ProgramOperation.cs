using Diglot.Formats.ExportedProgram;
using Diglot.Torch.Tensors;

namespace Diglot.Conversion.Verification.Programs;

/// <summary>One operation of a program while it runs.</summary>
/// <param name="node">The operation.</param>
/// <param name="values">Tensors and lengths by name.</param>
/// <param name="result">What the program says of its result.</param>
internal sealed class ProgramOperation(ExportedNode node, IReadOnlyDictionary<string, object> values, ExportedTensor? result)
{
    /// <summary>The operation.</summary>
    public ExportedNode Node { get; } = node;

    /// <summary>What the program says of its result; null for lengths.</summary>
    public ExportedTensor? Result { get; } = result;

    /// <summary>An argument; tensors and lengths that it names are looked up.</summary>
    public object? Argument(string name) => Resolve(Node.Arguments.GetValueOrDefault(name));

    /// <summary>A tensor.</summary>
    public Tensor Tensor(string name = "self") => (Tensor)Argument(name)!;

    /// <summary>A tensor, or null.</summary>
    public Tensor? Optional(string name) => (Tensor?)Argument(name);

    /// <summary>All tensors of a list.</summary>
    public Tensor[] Tensors(string name) => [.. ((object?[])Argument(name)!).Cast<Tensor>()];

    /// <summary>Whole numbers; a default where none are given.</summary>
    public int[] Ints(string name, params int[] otherwise) => Argument(name) switch
    {
        null or object?[] { Length: 0 } => otherwise,
        object?[] several => [.. several.Select(static item => checked((int)(long)item!))],
        var one => [checked((int)(long)one)],
    };

    /// <summary>Whole numbers as PyTorch's functions take them.</summary>
    public IntOrTuple Tuple(string name, params int[] otherwise) => Ints(name, otherwise) is var numbers && numbers is [var one] ? one : new IntOrTuple([.. numbers.Select(static number => (int?)number)]);

    /// <summary>A whole number.</summary>
    public int Int(string name, int otherwise) => Argument(name) is long number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : otherwise;

    /// <summary>A number; a default where none is given.</summary>
    public double Number(string name, double otherwise) => Argument(name) switch
    {
        double number => number,
        long number => number,
        _ => otherwise,
    };

    /// <summary>A truth value.</summary>
    public bool Flag(string name, bool otherwise = false) => Argument(name) is bool flag ? flag : otherwise;

    private object? Resolve(object? argument) => argument switch
    {
        ExportedName name => values[name.Name],
        object?[] several => several.Select(Resolve).ToArray(),
        var plain => plain,
    };
}
