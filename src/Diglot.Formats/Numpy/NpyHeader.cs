using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Diglot.Formats.Numpy;

/// <summary>Reads the header of a .npy file: a Python dict literal with three keys.</summary>
internal sealed class NpyHeader
{
    private const int FixedLength = 12;

    private readonly string _text;
    private int _at;
    private string? _descriptor;
    private bool? _isFortran;
    private long[]? _shape;

    private NpyHeader(string text) => _text = text;

    /// <summary>Most bytes that a header and what is before it take.</summary>
    public const int MaximumLength = FixedLength + NpyLimits.MaximumHeaderLength;

    /// <summary>Parses the header at the beginning of a file.</summary>
    /// <param name="prefix">The file's first bytes, <see cref="MaximumLength"/> or all of them.</param>
    /// <returns>Element type, order, shape, and where the elements begin.</returns>
    public static (NumpyType Type, bool IsFortran, long[] Shape, int DataOffset) Parse(ReadOnlySpan<byte> prefix)
    {
        if (prefix.Length < 10 || !prefix.StartsWith(NpyDetector.Magic))
        {
            throw new FileFormatException(FileFault.Corrupt, "A .npy file begins with the byte 0x93, 'NUMPY' and its version", "byte 0");
        }

        var version = prefix[6];
        if (version is 0 or > 3)
        {
            throw new FileFormatException(FileFault.Unsupported, "The version of the .npy format is known", "byte 6", "1, 2 or 3", $"{version}");
        }

        var start = version == 1 ? 10 : FixedLength;
        var length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..])
            : prefix.Length >= FixedLength ? BinaryPrimitives.ReadUInt32LittleEndian(prefix[8..]) : uint.MaxValue;
        if (length > NpyLimits.MaximumHeaderLength)
        {
            throw new FileFormatException(FileFault.Limit, "The header of a .npy file is short", "byte 8", $"at most {NpyLimits.MaximumHeaderLength} bytes", $"{length}");
        }

        if (length > prefix.Length - start)
        {
            throw new FileFormatException(FileFault.Corrupt, "The file is longer than its header", "byte 8", $"{length} bytes", $"{prefix.Length - start}");
        }

        var bytes = prefix.Slice(start, (int)length);
        var header = new NpyHeader(version == 3 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes));
        header.ParseDict();
        return (header.Type(), header._isFortran!.Value, header._shape!, start + (int)length);
    }

    private NumpyType Type() => NumpyType.Parse(_descriptor!)
        ?? throw new FileFormatException(FileFault.Invalid, "The element type is one of NumPy's", "header, 'descr'", "for instance '<f4'", $"'{_descriptor}'");

    private void ParseDict()
    {
        Take('{');
        while (!TryTake('}'))
        {
            var key = ParseString();
            Take(':');
            switch (key)
            {
                case "descr" when Peek() == '[':
                    throw new FileFormatException(FileFault.Unsupported, "The array has one number or text an element", "header, 'descr'", received: "a structured type", remedy: "Save its fields as separate arrays.");
                case "descr":
                    _descriptor = ParseString();
                    break;
                case "fortran_order":
                    _isFortran = TryTake("True") || (TryTake("False") ? false : throw Invalid("'fortran_order' is True or False"));
                    break;
                case "shape":
                    _shape = ParseShape();
                    break;
                default:
                    throw Invalid($"The keys are descr, fortran_order and shape, not '{key}'");
            }

            if (!TryTake(','))
            {
                Take('}');
                break;
            }
        }

        if (_descriptor is null || _isFortran is null || _shape is null || Peek() != '\0')
        {
            throw Invalid("The header has descr, fortran_order and shape, and nothing after them");
        }
    }

    private long[] ParseShape()
    {
        var shape = new List<long>();
        Take('(');
        while (!TryTake(')'))
        {
            SkipSpaces();
            var start = _at;
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            {
                _at++;
            }

            if (!long.TryParse(_text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || shape.Count == NpyLimits.MaximumAxes)
            {
                throw Invalid($"The shape has at most {NpyLimits.MaximumAxes} whole numbers, 0 or more");
            }

            TryTake('L');
            shape.Add(length);
            if (!TryTake(','))
            {
                Take(')');
                break;
            }
        }

        return [.. shape];
    }

    private string ParseString()
    {
        var quote = Peek();
        var end = quote is '\'' or '"' ? _text.IndexOf(quote, _at + 1) : -1;
        if (end < 0)
        {
            throw Invalid("Keys and the type are texts in quotes");
        }

        var text = _text[(_at + 1)..end];
        _at = end + 1;
        return text;
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private char Peek()
    {
        SkipSpaces();
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool TryTake(char expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool TryTake(string word)
    {
        SkipSpaces();
        if (!_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private void Take(char expected)
    {
        if (!TryTake(expected))
        {
            throw Invalid($"The header is a Python dict; a '{expected}' is missing");
        }
    }

    private FileFormatException Invalid(string rule) => new(FileFault.Invalid, rule, $"header, character {_at}");
}
