using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Diglot.Formats.Pickle;

/// <summary>
/// Writes Python pickles, protocol 2, as <c>torch.save</c> uses it. Takes the values that <see cref="PickleReader"/> gives, all
/// whole and real numbers of .NET, its tuples, dictionaries and sequences; shared objects stay shared, cycles included.
/// </summary>
public sealed partial class PickleWriter
{
    private const int BatchLength = 1000;

    private readonly Stream _stream;
    private readonly Func<PickleWriter, object, bool>? _extension;
    private readonly Dictionary<object, int> _memo = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _texts = [];
    private readonly Dictionary<string, int> _globals = [];
    private int _memoized;
    private int _depth;

    private PickleWriter(Stream stream, Func<PickleWriter, object, bool>? extension)
    {
        _stream = stream;
        _extension = extension;
    }

    /// <summary>Writes one pickle.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="value">The value.</param>
    /// <param name="extension">Writes what this writer does not know and returns true, or returns false.</param>
    /// <exception cref="FileFormatException">A value is of a type that has no equal in Python.</exception>
    public static void Write(Stream stream, object? value, Func<PickleWriter, object, bool>? extension = null)
    {
        var writer = new PickleWriter(stream, extension);
        writer.Put(PickleOpcode.Proto, 2);
        writer.Write(value);
        writer.Put(PickleOpcode.Stop);
    }

    /// <summary>Writes a value where the pickle stands.</summary>
    public void Write(object? value)
    {
        if (++_depth > PickleLimits.MaximumDepth)
        {
            throw new FileFormatException(FileFault.Limit, "Containers nest no deeper than a reader allows", expected: $"at most {PickleLimits.MaximumDepth} levels");
        }

        if (!TryScalar(value) && !Recall(value!) && _extension?.Invoke(this, value!) != true)
        {
            WriteObject(value!);
        }

        _depth--;
    }

    /// <summary>Writes a call: class or function, then its arguments.</summary>
    public void WriteCall(ForeignReference callee, params object?[] arguments)
    {
        Write(callee);
        WriteTuple(arguments);
        Put(PickleOpcode.Reduce);
    }

    /// <summary>Begins a call whose arguments are written one by one, up to <see cref="CloseCall"/>.</summary>
    public void WriteOpenCall(ForeignReference callee)
    {
        Write(callee);
        Put(PickleOpcode.Mark);
    }

    /// <summary>Ends the call that <see cref="WriteOpenCall"/> began.</summary>
    public void CloseCall()
    {
        Put(PickleOpcode.Tuple);
        Put(PickleOpcode.Reduce);
    }

    /// <summary>Writes a reference to something kept outside the pickle.</summary>
    public void WritePersistent(PickleTuple id)
    {
        WriteTuple(id);
        Put(PickleOpcode.BinPersId);
    }

    /// <summary>Remembers that what was just written is this object, so that it is written once.</summary>
    public void Memoize(object value) => PutMemo(_memo[value] = _memoized++);

    private bool TryScalar(object? value)
    {
        switch (value)
        {
            case null: Put(PickleOpcode.None); return true;
            case bool truth: Put(truth ? PickleOpcode.NewTrue : PickleOpcode.NewFalse); return true;
            case long or int or short or sbyte or byte or ushort or uint: WriteInteger(Convert.ToInt64(value, null)); return true;
            case ulong number: WriteInteger(number); return true;
            case BigInteger number: WriteInteger(number); return true;
            case double or float or Half: WriteFloat(value is Half half ? (double)half : Convert.ToDouble(value, null)); return true;
            case string text: WriteText(text); return true;
            case ForeignReference reference: WriteGlobal(reference); return true;
            case PickleTuple { Count: 0 }: Put(PickleOpcode.EmptyTuple); return true;
            default: return false;
        }
    }

    private void WriteObject(object value)
    {
        switch (value)
        {
            case byte[] { Length: 0 }: WriteCall(Builtin("bytes")); break;
            case byte[] bytes: WriteCall(new ForeignReference("_codecs", "encode"), Encoding.Latin1.GetString(bytes), "latin1"); break;
            case Complex number: WriteCall(Builtin("complex"), number.Real, number.Imaginary); break;
            case PickleRange range: WriteCall(Builtin("xrange"), range.Start, range.Stop, range.Step); break;
            case PickleSlice slice: WriteCall(Builtin("slice"), slice.Start, slice.Stop, slice.Step); break;
            case PickleSet set: WriteCall(Builtin(set.IsFrozen ? "frozenset" : "set"), set.Items); Memoize(set); break;
            case PickleTuple tuple: WriteTuple(tuple); Memoize(tuple); break;
            case PickleDict dict: WriteDict(dict); break;
            case ForeignObject foreign: WriteForeign(foreign); break;
            case ITuple tuple: WriteTuple(Enumerable.Range(0, tuple.Length).Select(index => tuple[index]).ToArray()); break;
            case IDictionary dictionary:
                Put(PickleOpcode.EmptyDict);
                Memoize(dictionary);
                WriteItems(Pairs(dictionary));
                break;
            case IEnumerable sequence:
                Put(PickleOpcode.EmptyList);
                Memoize(sequence);
                WriteList(sequence.Cast<object?>());
                break;
            default:
                throw Unknown(value);
        }
    }

    private void WriteTuple(IReadOnlyList<object?> items)
    {
        if (items.Count is 0)
        {
            Put(PickleOpcode.EmptyTuple);
            return;
        }

        if (items.Count > 3)
        {
            Put(PickleOpcode.Mark);
        }

        foreach (var item in items)
        {
            Write(item);
        }

        Put(items.Count switch
        {
            1 => PickleOpcode.Tuple1,
            2 => PickleOpcode.Tuple2,
            3 => PickleOpcode.Tuple3,
            _ => PickleOpcode.Tuple,
        });
    }

    private void WriteDict(PickleDict dict)
    {
        switch (dict.ClassName)
        {
            case null:
                Put(PickleOpcode.EmptyDict);
                break;
            case "collections.defaultdict":
                WriteCall(new ForeignReference("collections", "defaultdict"), [null]);
                break;
            case var name:
                WriteCall(new ForeignReference(name[..name.LastIndexOf('.')], name[(name.LastIndexOf('.') + 1)..]));
                break;
        }

        Memoize(dict);
        WriteItems(dict);
        if (dict.Attributes is { } attributes)
        {
            Write(attributes);
            Put(PickleOpcode.Build);
        }
    }

    private void WriteForeign(ForeignObject foreign)
    {
        if (foreign.Keywords is { } keywords)
        {
            WriteCall(new ForeignReference("copyreg", "__newobj_ex__"), foreign.Type, foreign.Arguments, keywords);
        }
        else
        {
            Write(foreign.Type);
            WriteTuple(foreign.Arguments);
            Put(foreign.IsCall ? PickleOpcode.Reduce : PickleOpcode.NewObj);
        }

        Memoize(foreign);
        WriteList(foreign.ListItems ?? []);
        WriteItems(foreign.DictItems ?? new PickleDict());
        if (foreign.State is { } state)
        {
            Write(state);
            Put(PickleOpcode.Build);
        }
    }

    private void WriteList(IEnumerable<object?> items)
    {
        foreach (var batch in items.Chunk(BatchLength))
        {
            Put(PickleOpcode.Mark);
            foreach (var item in batch)
            {
                Write(item);
            }

            Put(PickleOpcode.Appends);
        }
    }

    private void WriteItems(IEnumerable<KeyValuePair<object?, object?>> items)
    {
        foreach (var batch in items.Chunk(BatchLength))
        {
            Put(PickleOpcode.Mark);
            foreach (var (key, item) in batch)
            {
                Write(key);
                Write(item);
            }

            Put(PickleOpcode.SetItems);
        }
    }

    private static IEnumerable<KeyValuePair<object?, object?>> Pairs(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return new(entry.Key, entry.Value);
        }
    }

    private static ForeignReference Builtin(string name) => new("builtins", name);

    private static FileFormatException Unknown(object value) => new(
        FileFault.Unsupported,
        "A value has an equal in Python: None, bool, numbers, text, bytes, list, tuple, dict, set, tensor",
        received: value.GetType().Name,
        remedy: "Store it as one of these.");
}
