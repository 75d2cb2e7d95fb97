using System.Numerics;
using System.Text;

namespace Diglot.Formats.Pickle;

/// <summary>The constructors of Python's own data types that pickles call.</summary>
internal static class PythonData
{
    /// <summary>Makes the value, if it is one of these constructors.</summary>
    public static bool TryCall(ForeignReference callee, PickleTuple arguments, out object? result)
    {
        result = callee.Module switch
        {
            "builtins" => CallBuiltin(callee.Name, arguments),
            "collections" => CallCollection(callee, arguments),
            "_codecs" when callee.Name == "encode" && arguments is [string text, ..] => Encode(text),
            "copyreg" when callee.Name is "_reconstructor" && arguments is [ForeignReference type, _, var state] => Reconstruct(type, state),
            "copyreg" when callee.Name is "__newobj__" && arguments is [ForeignReference type, ..] => new ForeignObject(type, new PickleTuple([.. arguments.Skip(1)])),
            _ => callee,
        };
        return !ReferenceEquals(result, callee);

        object? CallBuiltin(string name, PickleTuple given) => (name, given) switch
        {
            ("list", { Count: 0 }) => new List<object?>(),
            ("list", [IEnumerable<object?> items]) => new List<object?>(items),
            ("dict", { Count: 0 }) => new PickleDict(),
            ("tuple", { Count: 0 }) => PickleTuple.Empty,
            ("tuple", [IEnumerable<object?> items]) => new PickleTuple([.. items]),
            ("set" or "frozenset", { Count: 0 }) => new PickleSet(name == "frozenset", []),
            ("set" or "frozenset", [IEnumerable<object?> items]) => new PickleSet(name == "frozenset", [.. items]),
            ("range" or "xrange", [long start, long stop, long step]) => new PickleRange(start, stop, step),
            ("slice", [var start, var stop, var step]) => new PickleSlice(start, stop, step),
            ("complex", [double re, double im]) => new Complex(re, im),
            ("int" or "long", [long or BigInteger or bool]) => given[0] is bool truth ? truth ? 1L : 0L : given[0],
            ("float", [double number]) => number,
            ("str" or "unicode", [string text]) => text,
            ("bytes" or "bytearray", { Count: 0 }) => Array.Empty<byte>(),
            ("bytes" or "bytearray", [byte[] bytes]) => bytes,
            ("bytearray", [string text, string]) => Encode(text),
            ("getattr", [ForeignReference owner, string member]) when !member.StartsWith("__", StringComparison.Ordinal) => Attribute(owner, member),
            _ => callee,
        };
    }

    private static object CallCollection(ForeignReference callee, PickleTuple arguments) => (callee.Name, arguments) switch
    {
        ("OrderedDict" or "Counter", { Count: 0 }) or ("defaultdict", _) => new PickleDict(callee.FullName),
        ("Counter", [PickleDict counts]) => Copy(callee.FullName, counts),
        ("OrderedDict", [List<object?> pairs]) => FromPairs(callee.FullName, pairs),
        ("deque", { Count: 0 }) or ("deque", [List<object?> { Count: 0 }, ..]) => new List<object?>(),
        ("deque", [List<object?> items, ..]) => new List<object?>(items),
        _ => callee,
    };

    /// <summary>Protocol 2 has no bytes: it stores them as text whose characters are the bytes.</summary>
    private static byte[] Encode(string text) => Encoding.Latin1.GetBytes(text);

    private static ForeignReference Attribute(ForeignReference owner, string member)
        => PythonModules.MayName(owner.Module, member) ? new ForeignReference(owner.Module, $"{owner.Name}.{member}") : throw new FileFormatException(
            FileFault.RefusedCode, $"The file asks to use '{owner.FullName}.{member}', and nothing that runs code is ever called or imported", "pickle");

    private static ForeignObject Reconstruct(ForeignReference type, object? state) => state is null
        ? new ForeignObject(type, PickleTuple.Empty)
        : new ForeignObject(type, new PickleTuple(state));

    private static PickleDict Copy(string className, PickleDict items)
    {
        var dict = new PickleDict(className);
        foreach (var (key, value) in items)
        {
            dict[key] = value;
        }

        return dict;
    }

    private static PickleDict FromPairs(string className, List<object?> pairs)
    {
        // Python 2 wrote an OrderedDict as the list of its [key, value] pairs.
        var dict = new PickleDict(className);
        foreach (var pair in pairs)
        {
            if (pair is not IReadOnlyList<object?> { Count: 2 } both || both[0] is List<object?> or PickleDict)
            {
                throw new FileFormatException(FileFault.Invalid, "An OrderedDict is made from pairs of key and value", "pickle", received: PickleText.Print(pair));
            }

            dict[both[0]] = both[1];
        }

        return dict;
    }
}
