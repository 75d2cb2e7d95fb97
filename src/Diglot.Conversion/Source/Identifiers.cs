using System.Globalization;

namespace Diglot.Conversion.Source;

/// <summary>Names that are no keywords, neither in Python nor in C#.</summary>
internal static class Identifiers
{
    private static readonly HashSet<string> Keywords =
    [
        // Python
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
        "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",

        // C#
        "abstract", "base", "bool", "byte", "case", "catch", "char", "checked", "const", "decimal", "default", "delegate", "do", "double", "enum", "event", "explicit", "extern", "false",
        "fixed", "float", "foreach", "goto", "implicit", "int", "interface", "internal", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private",
        "protected", "public", "readonly", "ref", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile",
    ];

    /// <summary>Whether both languages take it as a name.</summary>
    public static bool IsValid(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static letter => char.IsLetterOrDigit(letter) || letter == '_') && !Keywords.Contains(name);

    /// <summary>The nearest valid name to the last part of a path.</summary>
    public static string Of(string path)
    {
        var name = string.Concat(path.Split('.', '/')[^1].Select(static letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        name = name.Length == 0 || char.IsAsciiDigit(name[0]) ? "x" + name : name;
        return Keywords.Contains(name) ? name + "_" : name;
    }

    /// <summary>The name of a class: <c>lenet5_small</c> becomes Lenet5Small; names that Keras made up become <paramref name="otherwise"/>.</summary>
    public static string Class(string name, string otherwise)
    {
        var parts = string.Concat(name.Select(static letter => char.IsLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [] or ["sequential" or "functional" or "model" or "Sequential" or "Functional" or "Model", ..] || char.IsAsciiDigit(parts[0][0]) ? otherwise
            : string.Concat(parts.Select(static part => char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..]));
    }

    /// <summary>A name as a function has it: <c>Lenet5</c> becomes lenet5, <c>WideDeep</c> wide_deep.</summary>
    public static string Function(string className)
        => string.Concat(className.Select((letter, i) => char.IsUpper(letter) && i > 0 && !char.IsUpper(className[i - 1]) ? "_" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}
