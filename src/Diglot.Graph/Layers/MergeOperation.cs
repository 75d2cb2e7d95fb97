namespace Diglot.Graph.Layers;

/// <summary>Ways to combine several values element by element.</summary>
public enum MergeOperation
{
    /// <summary>The sum.</summary>
    Add,

    /// <summary>First minus second.</summary>
    Subtract,

    /// <summary>The product.</summary>
    Multiply,

    /// <summary>First divided by second.</summary>
    Divide,

    /// <summary>The mean.</summary>
    Average,

    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>The smallest.</summary>
    Minimum,
}
