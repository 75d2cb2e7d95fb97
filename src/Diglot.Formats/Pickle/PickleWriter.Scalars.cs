using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Diglot.Formats.Pickle;

/// <summary>Numbers, texts, names, and the memo that keeps them from being written twice.</summary>
public sealed partial class PickleWriter
{
    private void WriteInteger(BigInteger number)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (number >= 0 && number <= ushort.MaxValue)
        {
            Put(number <= byte.MaxValue ? PickleOpcode.BinInt1 : PickleOpcode.BinInt2, (byte)(number & 0xff));
            if (number > byte.MaxValue)
            {
                _stream.WriteByte((byte)(number >> 8));
            }
        }
        else if (number >= int.MinValue && number <= int.MaxValue)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)number);
            Put(PickleOpcode.BinInt);
            _stream.Write(bytes);
        }
        else
        {
            var digits = number.ToByteArray();
            BinaryPrimitives.WriteInt32LittleEndian(bytes, digits.Length);
            Put(digits.Length <= byte.MaxValue ? PickleOpcode.Long1 : PickleOpcode.Long4);
            _stream.Write(digits.Length <= byte.MaxValue ? bytes[..1] : bytes);
            _stream.Write(digits);
        }
    }

    private void WriteFloat(double number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
        Put(PickleOpcode.BinFloat);
        _stream.Write(bytes);
    }

    private void WriteText(string text)
    {
        if (RecallText(_texts, text))
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        Put(PickleOpcode.BinUnicode);
        _stream.Write(length);
        _stream.Write(bytes);
        PutMemo(_texts[text] = _memoized++);
    }

    private void WriteGlobal(ForeignReference reference)
    {
        // Protocol 2 uses the module names of Python 2.
        var module = reference.Module switch
        {
            "builtins" => "__builtin__",
            "copyreg" => "copy_reg",
            var name => name,
        };
        var key = $"{module}\n{reference.Name}\n";
        if (RecallText(_globals, key))
        {
            return;
        }

        Put(PickleOpcode.Global);
        _stream.Write(Encoding.UTF8.GetBytes(key));
        PutMemo(_globals[key] = _memoized++);
    }

    private bool Recall(object value)
    {
        if (!_memo.TryGetValue(value, out var index))
        {
            return false;
        }

        GetMemo(index);
        return true;
    }

    private bool RecallText(Dictionary<string, int> memo, string text)
    {
        if (!memo.TryGetValue(text, out var index))
        {
            return false;
        }

        GetMemo(index);
        return true;
    }

    private void GetMemo(int index) => PutIndexed(index, PickleOpcode.BinGet, PickleOpcode.LongBinGet);

    private void PutMemo(int index) => PutIndexed(index, PickleOpcode.BinPut, PickleOpcode.LongBinPut);

    private void PutIndexed(int index, PickleOpcode small, PickleOpcode large)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, index);
        Put(index <= byte.MaxValue ? small : large);
        _stream.Write(index <= byte.MaxValue ? bytes[..1] : bytes);
    }

    private void Put(PickleOpcode opcode) => _stream.WriteByte((byte)opcode);

    private void Put(PickleOpcode opcode, byte argument)
    {
        Put(opcode);
        _stream.WriteByte(argument);
    }
}
