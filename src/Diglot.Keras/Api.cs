namespace Diglot.Keras;

/// <summary>
/// Keras as Python programs see it: <c>using static Diglot.Keras.Api;</c> gives <c>keras.layers.Dense(…)</c>, <c>keras.Sequential([…])</c>
/// and so on. Factories are generated from the constructors of classes marked with <c>[Face]</c>.
/// </summary>
public static partial class Api
{
    /// <summary>The module <c>keras</c>.</summary>
    public static partial class keras
    {
    }
}
