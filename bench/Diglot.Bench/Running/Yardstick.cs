using System.Diagnostics;
using System.Globalization;

namespace Diglot.Bench.Running;

/// <summary>
/// PyTorch in a process of its own, on one thread pinned to one processor, doing the same work on command (see yardstick.py).
/// It lives through the whole run, so that its rounds and ours alternate and a busy machine slows both.
/// </summary>
internal sealed class Yardstick : IDisposable
{
    private readonly Process _process;

    private Yardstick(Process process, string version) => (_process, Version) = (process, version);

    /// <summary>Version of PyTorch.</summary>
    public string Version { get; }

    /// <summary>Starts it; null where Python or PyTorch is missing.</summary>
    public static Yardstick? TryStart()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "yardstick.py");
        foreach (var command in new string[][] { ["taskset", "-c", "0", "/usr/bin/python3", script], ["/usr/bin/python3", script], ["python3", script] })
        {
            try
            {
                var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
                start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
                var process = Process.Start(start)!;
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                if (process.StandardOutput.ReadLine() is ['t', 'o', 'r', 'c', 'h', ' ', .. var version])
                {
                    Console.Error.WriteLine($"Yardstick: PyTorch {version}, one thread{(command[0] == "taskset" ? ", pinned" : "")}");
                    return new(process, version);
                }

                process.WaitForExit();
                process.Dispose();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // That program is not installed: the next way is tried.
            }
        }

        return null;
    }

    /// <summary>Seconds a step of training, or a call of inference.</summary>
    /// <param name="work"><c>train</c> or <c>infer BATCH</c>.</param>
    /// <param name="repeats">Steps or calls.</param>
    public double Seconds(string work, int repeats)
    {
        _process.StandardInput.WriteLine($"{repeats} {work}");
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The yardstick process ended during '{work}'; run {"yardstick.py"} by hand to see why, or use --no-yardstick.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(5000);
        _process.Dispose();
    }
}
