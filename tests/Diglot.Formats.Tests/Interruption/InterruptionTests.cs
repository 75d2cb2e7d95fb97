using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Diglot.Formats.Tests.Interruption;

/// <summary>A process that is killed, or a disk that is full, never leaves a broken file under the final name.</summary>
public sealed partial class InterruptionTests : IDisposable
{
    private const int Kills = 12;
    private const int LongestLife = 400;

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Killed_writer_leaves_whole_files_and_names_that_tell_what_is_left_over()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the kill is that of Linux: it cannot be caught");
        var random = new Random(1);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var writer = WriterProcess.Start([], "forever", folder);
            Assert.Equal("writing", writer.StandardError.ReadLine());
            Thread.Sleep(random.Next(LongestLife));
            writer.Kill();
            writer.WaitForExit();

            foreach (var name in WrittenFormats.All.Keys.Where(name => File.Exists(Path.Combine(folder, name))))
            {
                var (value, length) = WrittenFormats.Read(Path.Combine(folder, name));
                Assert.Equal(WriterProcess.Large + (int)value, length);
            }

            foreach (var left in Directory.GetFiles(folder).Where(file => !WrittenFormats.All.ContainsKey(Path.GetFileName(file))))
            {
                Assert.Matches(LeftOver, Path.GetFileName(left));
                File.Delete(left);
            }
        }
    }

    [Fact]
    public void Full_disk_leaves_the_file_that_was_there()
    {
        string[] starter = ["unshare", "--user", "--map-root-user", "--mount", "bash", "-c", "mkdir disk && mount -t tmpfs -o size=512k none disk && cd disk && exec \"$@\"", "bash"];
        Assert.SkipUnless(OperatingSystem.IsLinux() && Starts(starter), "a small disk of its own needs unshare and the right to mount");
        Directory.Delete(Path.Combine(folder, "disk"));

        using var writer = WriterProcess.Start(starter, "full", folder);
        var told = writer.StandardError.ReadToEnd();
        writer.WaitForExit();

        Assert.True(writer.ExitCode == 0, told);
    }

    [GeneratedRegex(@"^\.a\.[a-z0-9.]+\.[0-9a-f]{32}\.tmp$")]
    private static partial Regex LeftOver { get; }

    private bool Starts(string[] starter)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(starter[0], [.. starter[1..], "true"]) { WorkingDirectory = folder, RedirectStandardError = true })!;
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
