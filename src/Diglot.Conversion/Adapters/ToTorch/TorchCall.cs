namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>A module's constructor call: the source text is printed from it and the live module made from it.</summary>
/// <param name="ClassName">The class in <c>torch.nn</c>: <c>Conv2d</c>.</param>
/// <param name="Arguments">Names and values in order: whole numbers, numbers, truth values, texts, tuples (<c>int[]</c>). A null name is a positional argument.</param>
public sealed record TorchCall(string ClassName, params IReadOnlyList<(string? Name, object? Value)> Arguments)
{
    /// <summary>As Python writes it: <c>nn.Conv2d(1, 6, kernel_size=5, padding=2)</c>.</summary>
    public string ToPython() => $"nn.{ClassName}({string.Join(", ", Arguments.Select(Python))})";

    /// <summary>As C# writes it on this library's face: <c>nn.Conv2d(1, 6, kernel_size: 5, padding: 2)</c>.</summary>
    public string ToCSharp() => $"nn.{ClassName}({string.Join(", ", Arguments.Select(CSharp))})";

    /// <summary>A value as Python writes it.</summary>
    public static string Python(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        string text => $"\"{text}\"",
        double number => Number(number, "float('inf')"),
        int[] { Length: 1 } numbers => $"({numbers[0]},)",
        int[] numbers => $"({string.Join(", ", numbers)})",
        double[] numbers => $"({string.Join(", ", numbers.Select(static number => Python(number)))})",
        _ => value.ToString()!,
    };

    /// <summary>An argument as Python writes it.</summary>
    public static string Python((string? Name, object? Value) argument) => argument.Name is null ? Python(argument.Value) : $"{argument.Name}={Python(argument.Value)}";

    /// <summary>An argument as C# writes it.</summary>
    public static string CSharp((string? Name, object? Value) argument) => argument.Name is null ? CSharp(argument.Value) : $"{argument.Name}: {CSharp(argument.Value)}";

    /// <summary>A value as C# writes it.</summary>
    public static string CSharp(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        double number => Number(number, "double.PositiveInfinity"),
        int[] { Length: 1 } numbers => $"{numbers[0]}",
        int[] numbers => $"({string.Join(", ", numbers)})",
        double[] numbers => $"({string.Join(", ", numbers.Select(static number => CSharp(number)))})",
        _ => value.ToString()!,
    };

    private static string Number(double number, string infinity)
    {
        if (double.IsInfinity(number))
        {
            return number > 0 ? infinity : $"-{infinity}";
        }

        var text = number.ToString("R", System.Globalization.CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
        return text.Contains('.') || text.Contains('e') ? text : text + ".0";
    }
}
