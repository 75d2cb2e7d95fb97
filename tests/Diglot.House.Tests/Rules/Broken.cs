using Xunit;

namespace Diglot.House.Tests.Rules;

/// <summary>Turns a list of violations into one failure that names the rule and every file.</summary>
internal static class Broken
{
    public static void None(string rule, IEnumerable<string> violations)
    {
        var list = violations.ToArray();
        if (list.Length > 0)
        {
            Assert.Fail($"House rule broken in {list.Length} places: {rule}\n  {string.Join("\n  ", list)}");
        }
    }
}
