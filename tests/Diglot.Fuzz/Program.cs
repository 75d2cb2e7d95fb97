using System.Globalization;

namespace Diglot.Fuzz;

/// <summary>Fuzzes one reader: see README.md.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var name, .. var rest] || Target.Find(name) is not { } target)
        {
            Console.Error.WriteLine($"Usage: Diglot.Fuzz {string.Join('|', Target.Names)} [--seconds N] [--seed S] [--out FOLDER] | --replay FILE...");
            return 2;
        }

        if (rest is ["--replay", .. var files])
        {
            return Replay.Run(target, files);
        }

        var seconds = int.Parse(Option(rest, "--seconds") ?? "60", CultureInfo.InvariantCulture);
        var seed = int.Parse(Option(rest, "--seed") ?? "1", CultureInfo.InvariantCulture);
        var folder = Directory.CreateDirectory(Path.Combine(Option(rest, "--out") ?? Path.Combine(Path.GetTempPath(), "diglot-fuzz"), name)).FullName;
        return rest.Contains("--worker")
            ? new Worker(target, seconds, seed, folder).Run()
            : new Supervisor(name, seconds, seed, folder).Run();
    }

    private static string? Option(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
