using System.CommandLine;

namespace Diglot.Cli.Conversion;

/// <summary>The options that convert and verify share: what the proof is made of, and where it is written.</summary>
internal sealed class ProofOptions
{
    private readonly Option<bool> mnist = new("--mnist") { Description = "Run both sides on the 10,000 test images of MNIST too." };
    private readonly Option<bool> deep = new("--deep") { Description = "Compare gradients of all weights too, the loss before and after one step of training, and the weights and running statistics after it." };
    private readonly Option<string?> page = new("--report") { Description = "Write the proof as a web page that needs no other file.", HelpName = "FILE.html" };

    public Option[] All => [mnist, deep, page];

    public ProofRequest Read(ParseResult parsed) => new() { Mnist = parsed.GetValue(mnist), Deep = parsed.GetValue(deep), Page = parsed.GetValue(page) };
}
