namespace Diglot.Golden.Running;

/// <summary>How a case ended.</summary>
public enum Status
{
    /// <summary>The product does what the reference does.</summary>
    Passed,

    /// <summary>The product does something else.</summary>
    Failed,

    /// <summary>The product says clearly that it cannot do this.</summary>
    Refused,
}
