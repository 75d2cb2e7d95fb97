namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>
/// What a name of the program stands for: a value of the graph, a weight, or why it is neither. Operations that change a tensor in place change what its cell holds;
/// other views of the same memory cannot be followed then.
/// </summary>
internal sealed class ExportedCell
{
    private readonly List<ExportedCell> _views;
    private ConversionRefusedException? _refusal;

    private ExportedCell(ExportedCell? viewOf)
    {
        _views = viewOf?._views ?? [];
        _views.Add(this);
    }

    /// <summary>The value; null for weights.</summary>
    public Value? Value { get; private set; }

    /// <summary>The weight; null for values.</summary>
    public Weight? Weight { get; private init; }

    /// <summary>A value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="viewOf">The tensor whose memory it shares in PyTorch; null for none.</param>
    public static ExportedCell Of(Value value, ExportedCell? viewOf = null) => new(viewOf) { Value = value };

    /// <summary>A weight, or a view of one.</summary>
    public static ExportedCell Of(Weight weight) => new(null) { Weight = weight };

    /// <summary>Something that cannot be converted; this is said when it is asked for, because much of a program leads to no output.</summary>
    public static ExportedCell Of(ConversionRefusedException refusal) => new(null) { _refusal = refusal };

    /// <summary>The cell itself, if it can be used.</summary>
    public ExportedCell Required() => _refusal is null ? this : throw _refusal;

    /// <summary>Changes the value in place.</summary>
    public void Overwrite(Value value, Func<ConversionRefusedException> refusalOfViews)
    {
        Value = value;
        foreach (var view in _views.Where(view => view != this))
        {
            view._refusal ??= refusalOfViews();
        }
    }

    /// <summary>Says that the value was changed in a way that cannot be converted.</summary>
    public void Refuse(ConversionRefusedException refusal) => _views.ForEach(view => view._refusal ??= refusal);
}
