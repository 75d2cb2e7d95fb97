namespace Diglot.Autograd.Tests;

public sealed class PlaceTests
{
    [Xunit.Fact]
    public void Checkout_is_found_when_tests_run() => Xunit.Assert.True(Directory.Exists(Diglot.TestKit.Repository.Golden));
}
