using System.Globalization;
using System.Text.Json.Nodes;

namespace Diglot.Golden.Cases;

/// <summary>
/// Reads a list of Python calls with literal arguments, such as the modules of a Sequential, into the form that cases use elsewhere:
/// <c>{"class", "args", "kwargs"}</c>, tuples as lists.
/// </summary>
/// <param name="text">The text.</param>
internal sealed class PythonText(string text)
{
    private int _at;

    /// <summary>All calls of a text like <c>nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid()</c>.</summary>
    /// <exception cref="FormatException">The text holds something else.</exception>
    public static JsonArray Calls(string text)
    {
        var reader = new PythonText(text);
        var calls = new JsonArray();
        while (!reader.AtEnd)
        {
            calls.Add(reader.Value());
            reader.Skip(',');
        }

        return calls;
    }

    private bool AtEnd
    {
        get
        {
            Blank();
            return _at >= text.Length;
        }
    }

    private JsonNode? Value()
    {
        Blank();
        var c = text[_at];
        if (c is '(' or '[')
        {
            _at++;
            return List(c == '(' ? ')' : ']');
        }

        if (c is '"' or '\'')
        {
            var end = text.IndexOf(c, _at + 1);
            var quoted = text[(_at + 1)..end];
            _at = end + 1;
            return quoted;
        }

        if (char.IsDigit(c) || c is '-' or '.')
        {
            var start = _at++;
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '.' || (text[_at] == '-' && text[_at - 1] == 'e')))
            {
                _at++;
            }

            var number = text[start.._at];
            return int.TryParse(number, out var whole) ? JsonValue.Create(whole) : JsonValue.Create(double.Parse(number, CultureInfo.InvariantCulture));
        }

        var name = Name();
        Blank();
        return _at < text.Length && text[_at] == '(' ? Call(name) : name switch
        {
            "True" => true,
            "False" => false,
            "None" => null,
            _ => throw new FormatException($"'{name}' is not a literal."),
        };
    }

    private JsonObject Call(string name)
    {
        _at++;
        var (args, kwargs) = (new JsonArray(), new JsonObject());
        while (!Skip(')'))
        {
            var start = _at;
            if (char.IsLetter(text[_at]) && Name() is var keyword && Skip('='))
            {
                kwargs[keyword] = Value();
            }
            else
            {
                _at = start;
                args.Add(Value());
            }

            Skip(',');
        }

        return new() { ["class"] = name, ["args"] = args, ["kwargs"] = kwargs };
    }

    private JsonArray List(char end)
    {
        var items = new JsonArray();
        while (!Skip(end))
        {
            items.Add(Value());
            Skip(',');
        }

        return items;
    }

    private string Name()
    {
        Blank();
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.'))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw new FormatException($"A name was expected at '{text[_at..Math.Min(text.Length, _at + 20)]}'.");
    }

    private bool Skip(char c)
    {
        Blank();
        if (_at < text.Length && text[_at] == c)
        {
            _at++;
            Blank();
            return true;
        }

        return false;
    }

    private void Blank()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }
}
