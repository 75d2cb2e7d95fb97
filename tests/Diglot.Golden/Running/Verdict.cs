namespace Diglot.Golden.Running;

/// <summary>How a case ended, with the largest differences met on the way.</summary>
/// <param name="Status">Passed, failed or refused.</param>
/// <param name="LargestAbsolute">Largest absolute difference.</param>
/// <param name="LargestRelative">Largest difference in relation to the largest value of its tensor.</param>
/// <param name="Reason">What differs, or why the case was refused.</param>
/// <param name="Claimed">Whether the product says that it supports what the case consists of.</param>
public sealed record Verdict(Status Status, double LargestAbsolute = 0, double LargestRelative = 0, string? Reason = null, bool Claimed = true)
{
    /// <summary>The product does not know something that the case consists of.</summary>
    public static Verdict NotClaimed(string what) => new(Status.Refused, Reason: what, Claimed: false);
}
