using Diglot.TestKit;
using Xunit;

namespace Diglot.Conversion.Tests;

public sealed class SupportedPageTests
{
    [Fact]
    public void Page_says_what_the_code_holds()
    {
        var path = Path.Combine(Repository.Root, "SUPPORTED.md");
        var text = SupportedPage.Text();
        if (Environment.GetEnvironmentVariable("DIGLOT_WRITE_SUPPORTED") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
