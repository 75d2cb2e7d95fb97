namespace Diglot.Plots;

/// <summary>One line of points in a coordinate system. Every value is checked when it is set.</summary>
public sealed record Line
{
    /// <summary>Width in points when none is given, as in matplotlib.</summary>
    public const double DefaultWidth = 1.5;

    /// <summary>The x coordinates.</summary>
    public IReadOnlyList<double> X { get; init; } = [];

    /// <summary>The y coordinates.</summary>
    public IReadOnlyList<double> Y { get; init; } = [];

    /// <summary>The name in the legend; null keeps the line out of it.</summary>
    public string? Label { get; init; }

    /// <summary>Colour as matplotlib writes it; null for the next one of the cycle.</summary>
    public string? Color
    {
        get;
        init
        {
            field = value;
            if (value is not null)
            {
                Palette.Parse(value);
            }
        }
    }

    /// <summary>One of <c>- -- -. :</c>, or empty for none.</summary>
    public string Style { get; init => field = LineFormat.CheckStyle(value); } = "-";

    /// <summary>One of <c>. o s ^ v x + * D</c>, or empty for none.</summary>
    public string Marker { get; init => field = LineFormat.CheckMarker(value); } = "";

    /// <summary>Width of the line in points.</summary>
    public double Width { get; init; } = DefaultWidth;

    /// <summary>Opacity from 0 to 1.</summary>
    public double Opacity
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentException($"alpha must lie between 0 and 1, received {value}.");
    } = 1;
}
