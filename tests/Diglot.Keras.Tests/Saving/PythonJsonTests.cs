using Diglot.Keras.Saving;
using Xunit;

namespace Diglot.Keras.Tests.Saving;

/// <summary>Numbers as Python's <c>repr</c> sets them out (values from CPython).</summary>
public sealed class PythonJsonTests
{
    [Theory]
    [InlineData(1e-6, "1e-06")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(-2.5e-5, "-2.5e-05")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.1, "0.1")]
    [InlineData(3, "3.0")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.25e300, "1.25e+300")]
    [InlineData(0, "0.0")]
    public void Number_is_written_as_in_Python(double value, string text) => Assert.Equal(text, PythonJson.Number(value));
}
