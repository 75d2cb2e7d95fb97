namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>An expression in <c>forward</c> that needs no module.</summary>
/// <param name="Python">Its text, <c>{0}</c>, <c>{1}</c> … standing for what it is computed from, <c>{*}</c> for all of it: <c>torch.cat([{*}], dim=1)</c>.</param>
/// <param name="CSharp">The same on this library's face.</param>
/// <param name="Run">The same, run.</param>
public sealed record TorchOperation(string Python, string CSharp, Func<Tensor[], Tensor> Run)
{
    /// <summary>The Python text with names filled in.</summary>
    public string ToPython(params IReadOnlyList<string> names) => Fill(Python, names);

    /// <summary>The C# text with names filled in.</summary>
    public string ToCSharp(params IReadOnlyList<string> names) => Fill(CSharp, names);

    private static string Fill(string text, IReadOnlyList<string> names)
    {
        text = text.Replace("{*}", string.Join(", ", names), StringComparison.Ordinal);
        foreach (var (i, name) in names.Index())
        {
            text = text.Replace($"{{{i}}}", name, StringComparison.Ordinal);
        }

        return text;
    }
}
