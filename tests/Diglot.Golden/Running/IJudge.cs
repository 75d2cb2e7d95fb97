using Diglot.Golden.Cases;

namespace Diglot.Golden.Running;

/// <summary>Knows how to try one sort of case.</summary>
public interface IJudge
{
    /// <summary>The keys of the cases it tries: a kind such as <c>torch-modules</c>, or a table such as <c>losses/torch</c>.</summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <summary>Tries a case and compares everything with the reference. An exception counts as failed.</summary>
    /// <exception cref="UnclaimedException">The product does not claim to support this.</exception>
    void Judge(GoldenCase golden, Comparison comparison);
}
