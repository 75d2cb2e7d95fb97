using System.Diagnostics;
using Xunit;

namespace Diglot.Cli.Tests;

/// <summary>Where the results of <c>diglot train</c> go: places that refuse them, and output that is no terminal.</summary>
public sealed class TrainOutputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("diglot-cli-").FullName;

    public TrainOutputTests() => SmallMnist.Make(Path.Combine(folder, "mnist"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Redirected_output_is_plain_lines()
    {
        var run = ChildProcess.Finish(Train([], "both", "out"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Epoch 1/2", run.Output);
        Assert.All(["\r", "\b", "\e"], code => Assert.DoesNotContain(code, run.Output + run.Error));
        Assert.All(["keras", "torch"], style => Assert.Contains(style + "  test accuracy", run.Output));
    }

    [Fact]
    public void Read_only_folder_is_refused_before_training()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Access rights are those of Linux");
        var sealedFolder = Directory.CreateDirectory(Path.Combine(folder, "sealed")).FullName;
        Assert.True(Runs(["chmod", "555", sealedFolder]));
        string[] starter = [];
        if (Environment.IsPrivilegedProcess)
        {
            // Rights do not bind the administrator, unless that power is given up.
            starter = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"];
            Assert.SkipUnless(Runs([.. starter, "true"]), "setpriv is not installed or not allowed, and the administrator may write everywhere");
        }

        foreach (var place in new[] { sealedFolder, Path.Combine(sealedFolder, "new") })
        {
            var run = ChildProcess.Finish(Train(starter, "torch", place));
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.StartsWith($"diglot: The folder {place} cannot be made or written into. Choose another one with --out.", run.Error);
            Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        }

        Assert.Empty(Directory.GetFileSystemEntries(sealedFolder));
    }

    [Theory]
    [InlineData("keras", "lenet5.keras")]
    [InlineData("torch", "lenet5.pt")]
    public void Full_disk_is_told_and_nothing_half_written_stays(string style, string file)
    {
        const string disk = "mount -t tmpfs -o size=64k none out && \"$@\"; status=$?; ls -A out >&2; exit $status";
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        string[] starter = ["unshare", "--user", "--map-root-user", "--mount", "bash", "-c", disk, "bash"];
        Assert.SkipUnless(OperatingSystem.IsLinux() && Runs([.. starter, "true"]), "a small disk of its own needs unshare and the right to mount");

        var run = ChildProcess.Finish(Train(starter, style, "out"));

        Assert.Equal(2, run.ExitCode);
        var error = Assert.Single(Errors(run));
        Assert.StartsWith("diglot: no space left on the disk.", error);
        Assert.Contains(file, error);
    }

    [Theory]
    [InlineData("keras", "lenet5.keras")]
    [InlineData("torch", "lenet5.pt")]
    public void File_that_may_not_grow_so_large_is_told_and_nothing_half_written_stays(string style, string file)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit on file sizes is that of Linux");

        // Blocks of 1024 bytes. Without a second mapping of compiled code, which the limit would stop too.
        string[] starter = ["env", "DOTNET_EnableWriteXorExecute=0", "bash", "-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "bash"];
        var run = ChildProcess.Finish(Train(starter, style, "out"));

        Assert.Equal(2, run.ExitCode);
        var error = Assert.Single(Errors(run));
        Assert.StartsWith($"diglot: {Path.Combine(folder, "out", file)} would be longer than", error);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder, "out")));
    }

    private Process Train(string[] starter, string style, string place) =>
        ChildProcess.StartThrough(starter, folder, "train", "lenet5", "--style", style, "--epochs", "2", "--data", "mnist", "--out", place);

    // Noise cannot be learned, which training may say too.
    private static string[] Errors(ChildProcess.Finished run) => [.. run.Error.TrimEnd('\n').Split('\n').Where(static line => !line.StartsWith("The loss ", StringComparison.Ordinal))];

    private bool Runs(string[] line)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = folder, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
