using System.Globalization;

namespace Diglot.Torch.Printing;

/// <summary>How the elements of one tensor are written: all in the same width, whole numbers with a point alone, or with powers of ten.</summary>
internal sealed class ElementText
{
    private const double LargestPlain = 1e8;
    private const double SmallestPlain = 1e-4;
    private const double LargestRange = 1000;

    private readonly DType _type;
    private readonly bool _whole = true;
    private readonly bool _scientific;

    /// <param name="shown">The elements that will be shown, which decide.</param>
    /// <param name="type">Their type.</param>
    public ElementText(IReadOnlyCollection<object> shown, DType type)
    {
        _type = type;
        if (!type.IsFloatingPoint)
        {
            Width = shown.Select(value => Plain(value).Length).Append(1).Max();
            return;
        }

        var values = shown.Cast<double>().Where(static value => double.IsFinite(value) && value != 0).ToArray();
        Width = 1;
        if (values.Length > 0)
        {
            var (smallest, largest) = (values.Min(Math.Abs), values.Max(Math.Abs));
            _whole = values.All(static value => value == Math.Ceiling(value));
            _scientific = largest / smallest > LargestRange || largest > LargestPlain || (!_whole && smallest < SmallestPlain);
            Width = values.Max(value => _scientific ? NumberText.Scientific(value, PrintOptions.Precision).Length
                : _whole ? NumberText.Fixed(value, 0).Length + 1 : NumberText.Fixed(value, PrintOptions.Precision).Length);
        }

        _scientific = PrintOptions.Scientific ?? _scientific;
    }

    public int Width { get; }

    public string Of(object value)
    {
        var text = !_type.IsFloatingPoint ? Plain(value)
            : _scientific ? NumberText.Scientific((double)value, PrintOptions.Precision)
            : _whole ? NumberText.Fixed((double)value, 0) + (double.IsFinite((double)value) ? "." : string.Empty)
            : NumberText.Fixed((double)value, PrintOptions.Precision);
        return text.PadLeft(Width);
    }

    private static string Plain(object value) => value is bool truth ? PythonText.Of(truth) : System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
