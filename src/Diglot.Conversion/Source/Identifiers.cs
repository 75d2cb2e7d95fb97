using System.Globalization;

namespace Diglot.Conversion.Source;

/// <summary>Names for what stands in a program.</summary>
internal static class Identifiers
{
    private static readonly HashSet<string> PythonKeywords =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
        "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    private static readonly HashSet<string> CSharpKeywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate", "do", "double", "else", "enum",
        "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace",
        "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>Whether a name can be an attribute in Python.</summary>
    public static bool IsPython(string name) => HasForm(name) && !PythonKeywords.Contains(name);

    /// <summary>Whether a name can be a field in C#, with <c>@</c> in front if it is a keyword.</summary>
    public static bool HasForm(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static letter => char.IsLetterOrDigit(letter) || letter == '_');

    /// <summary>A field's name as C# writes it.</summary>
    public static string Field(string name) => CSharpKeywords.Contains(name) ? "@" + name : name;

    /// <summary>A variable's name after the last part of a path; no keyword, neither in Python nor in C#.</summary>
    public static string Of(string path)
    {
        var name = string.Concat(path.Split('.', '/')[^1].Select(static letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        name = name.Length == 0 || char.IsAsciiDigit(name[0]) ? "x" + name : name;
        return PythonKeywords.Contains(name) || CSharpKeywords.Contains(name) ? name + "_" : name;
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
