using Diglot.Formats.Onnx.Reading;

namespace Diglot.Formats.Onnx;

/// <summary>Recognises ONNX files: a protobuf message with the fields of a model, of which one is the graph.</summary>
public static class OnnxDetector
{
    private const int MaximumFields = 64;

    // The fields of ModelProto that stand for whole numbers; the others are texts and messages.
    private const int VersionField = 1, ModelVersionField = 5, GraphField = 7;
    private static readonly int[] Messages = [2, 3, 4, 6, GraphField, 8, 14, 20, 25];

    /// <summary>Whether the bytes begin like an ONNX file: a version of the format, and a graph.</summary>
    public static bool Matches(ByteSource source)
    {
        var hasVersion = false;
        try
        {
            foreach (var field in new WireReader(source).Fields(0, source.Length, "").Take(MaximumFields))
            {
                var isKnown = field.Number is VersionField or ModelVersionField ? field.Type == WireType.Number : field.Type == WireType.Bytes && Messages.Contains(field.Number);
                if (!isKnown)
                {
                    return false;
                }

                hasVersion |= field.Number == VersionField && field.Integer is > 0 and <= OnnxLimits.MaximumVersion;
                if (hasVersion && field.Number == GraphField)
                {
                    return true;
                }
            }
        }
        catch (FileFormatException)
        {
            // Cut short, or no protobuf at all.
        }

        return false;
    }
}
