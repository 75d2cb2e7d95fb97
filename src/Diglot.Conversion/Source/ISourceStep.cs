namespace Diglot.Conversion.Source;

/// <summary>A call or expression that a line of a program may hold.</summary>
internal interface ISourceStep
{
    /// <summary>What a variable for its result may be called.</summary>
    string Name { get; }

    /// <summary>What it is computed from.</summary>
    IReadOnlyList<Value> Inputs { get; }

    /// <summary>What it gives.</summary>
    Value Output { get; }
}
