namespace Diglot.Formats.Pickle;

/// <summary>
/// Reads Python pickles, protocols 0 to 5, as data. Nothing is imported or called: names of classes and functions stay text
/// (<see cref="ForeignReference"/>), objects become <see cref="ForeignObject"/>, and a pickle that names what runs code
/// (<c>os.system</c>, <c>builtins.eval</c>) or asks to call an unknown function is refused.
/// </summary>
/// <remarks>
/// Values: None → null, bool, int → long or BigInteger, float → double, complex, str → string, bytes and bytearray → byte[],
/// list → <see cref="List{T}"/> of object, <see cref="PickleTuple"/>, <see cref="PickleDict"/>, <see cref="PickleSet"/>,
/// <see cref="PickleRange"/>, <see cref="PickleSlice"/>. Objects that the pickle shares are shared here, cycles included.
/// </remarks>
public static class PickleReader
{
    /// <summary>Reads the pickle at the beginning of a source.</summary>
    /// <exception cref="FileFormatException">The pickle is damaged, too large, or asks for code to be run.</exception>
    public static object? Read(ByteSource source, PickleResolver? resolver = null)
    {
        var position = 0L;
        return Read(source, ref position, resolver);
    }

    /// <summary>Reads one of several pickles that follow each other.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="position">Where the pickle begins; afterwards the byte behind it.</param>
    /// <param name="resolver">Knows more classes than Python's own; null for those alone.</param>
    public static object? Read(ByteSource source, ref long position, PickleResolver? resolver = null)
    {
        var input = new PickleInput(source, position);
        var value = new PickleMachine(input, resolver ?? PickleResolver.Plain).Run();
        position = input.Position;
        PickleDepth.Check(value);
        return value;
    }
}
