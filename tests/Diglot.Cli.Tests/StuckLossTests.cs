using Diglot.Cli.Training;
using Xunit;

namespace Diglot.Cli.Tests;

public sealed class StuckLossTests
{
    [Theory]
    [InlineData(2.302585, true)]
    [InlineData(2.3105, true)]
    [InlineData(2.20, false)]
    [InlineData(0.08, false)]
    [InlineData(double.NaN, false)]
    public void Loss_at_chance_is_noticed_and_another_is_not(double loss, bool noticed) => Assert.Equal(noticed, StuckLoss.Notice(loss, classes: 10) is not null);

    [Fact]
    public void Notice_says_what_helps_against_it() => Assert.All(["ln(10) = 2.3026", "--seed", "0.001"], part => Assert.Contains(part, StuckLoss.Notice(Math.Log(10), 10)));
}
