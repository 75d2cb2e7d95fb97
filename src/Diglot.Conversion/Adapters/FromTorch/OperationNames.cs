namespace Diglot.Conversion.Adapters.FromTorch;

/// <summary>Names for operations that have none: <c>relu</c>, <c>relu_1</c>; never one of a module.</summary>
internal sealed class OperationNames(IReadOnlySet<string> taken)
{
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>The next name of an operation.</summary>
    public string Next(string operation)
    {
        while (true)
        {
            var count = _counts.GetValueOrDefault(operation);
            _counts[operation] = count + 1;
            var name = count == 0 ? operation : $"{operation}_{count}";
            if (!taken.Contains(name))
            {
                return name;
            }
        }
    }
}
