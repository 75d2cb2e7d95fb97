using Xunit;

namespace Diglot.Plots.Tests;

public sealed class LineFormatTests
{
    // Rows checked against matplotlib's rules for fmt: colour, marker, line in any order.
    [Theory]
    [InlineData("", null, null, null)]
    [InlineData("r--", "r", null, "--")]
    [InlineData("o-", null, "o", "-")]
    [InlineData("ko:", "k", "o", ":")]
    [InlineData("-.C3", "C3", null, "-.")]
    [InlineData("g^", "g", "^", null)]
    public void Short_notation_is_taken_apart_in_any_order(string text, string? color, string? marker, string? style) =>
        Assert.Equal(new LineFormat(color, marker, style), LineFormat.Parse(text));

    [Theory]
    [InlineData("rr")]
    [InlineData("---")]
    [InlineData("q")]
    public void Short_notation_with_a_repeated_or_unknown_part_is_refused(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<ArgumentException>(() => LineFormat.Parse(text)).Message);

    [Theory]
    [InlineData("C1", 0xFF7F0E)]
    [InlineData("tab:red", 0xD62728)]
    [InlineData("#123abc", 0x123ABC)]
    [InlineData("orange", 0xFFA500)]
    [InlineData("k", 0x000000)]
    public void Colour_names_have_the_values_of_matplotlib(string name, int rgb) => Assert.Equal((uint)rgb, Palette.Parse(name));
}
