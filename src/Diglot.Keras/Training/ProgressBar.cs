using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Diglot.Keras.Training;

/// <summary>
/// The progress of an epoch as Keras shows it: a bar that is redrawn on a terminal; where output is redirected, one line when the epoch has ended
/// (Keras itself writes control codes into log files).
/// </summary>
/// <param name="steps">Number of steps.</param>
/// <param name="verbose">0 silent, 1 bar, 2 one line an epoch.</param>
internal sealed class ProgressBar(int steps, int verbose)
{
    private const int Width = 20;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(50);
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _firstStepEnd;
    private TimeSpan _drawn = TimeSpan.MinValue;
    private int _length;

    private static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>Shows that some steps are done.</summary>
    public void Update(int done, IEnumerable<KeyValuePair<string, double>> figures, bool ended = false)
    {
        if (done == 1)
        {
            _firstStepEnd = Stopwatch.GetTimestamp();
        }

        if (verbose == 0 || (!ended && (verbose == 2 || !IsTerminal)))
        {
            return;
        }

        var elapsed = Stopwatch.GetElapsedTime(_start);
        if (!ended && elapsed - _drawn < Refresh)
        {
            return;
        }

        _drawn = elapsed;
        if (verbose == 2)
        {
            Console.WriteLine($"{steps}/{steps} - {elapsed.TotalSeconds:0}s - {StepTime(done)}{Figures(figures)}");
            return;
        }

        var line = Line(done, elapsed, figures, ended);
        if (IsTerminal)
        {
            Console.Write(new string('\b', _length) + "\r" + line + (ended ? "\n" : string.Empty));
            _length = line.Length;
        }
        else
        {
            Console.WriteLine(Plain(line));
        }
    }

    private static string Plain(string line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\u001b')
            {
                i = line.IndexOf('m', i);
                continue;
            }

            text.Append(line[i]);
        }

        return text.ToString();
    }

    private static string Figures(IEnumerable<KeyValuePair<string, double>> figures)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in figures.OrderBy(figure => figure.Key, StringComparer.Ordinal))
        {
            text.Append(" - ").Append(name).Append(": ").Append(Math.Abs(value) > 1e-3 || value == 0 ? value.ToString("0.0000", CultureInfo.InvariantCulture) : Scientific(value));
        }

        return text.ToString();
    }

    /// <summary>As C's %.4e.</summary>
    private static string Scientific(double value) => value.ToString("0.0000e+00", CultureInfo.InvariantCulture);

    private static string Duration(double seconds) => seconds switch
    {
        >= 3600 => $"{(int)seconds / 3600}:{(int)seconds % 3600 / 60:00}:{(int)seconds % 60:00}",
        >= 60 => $"{(int)seconds / 60}:{(int)seconds % 60:00}",
        _ => $"{(int)seconds}s",
    };

    private string Line(int done, TimeSpan elapsed, IEnumerable<KeyValuePair<string, double>> figures, bool ended)
    {
        var digits = steps.ToString(CultureInfo.InvariantCulture).Length;
        var filled = Math.Min(Width, steps == 0 ? Width : Width * done / steps);
        var time = ended ? Duration(elapsed.TotalSeconds) : Duration(SecondsPerStep(done) * (steps - done));
        return $"\u001b[1m{done.ToString(CultureInfo.InvariantCulture).PadLeft(digits)}/{steps}\u001b[0m \u001b[32m{new string('━', filled)}\u001b[0m\u001b[37m{new string('━', Width - filled)}\u001b[0m \u001b[1m{time}\u001b[0m {StepTime(done)}{Figures(figures)}";
    }

    /// <summary>Without the first step, which pays for warming up.</summary>
    private double SecondsPerStep(int done)
        => done > 1 ? Stopwatch.GetElapsedTime(_firstStepEnd).TotalSeconds / (done - 1) : Stopwatch.GetElapsedTime(_start).TotalSeconds / Math.Max(1, done);

    private string StepTime(int done)
    {
        var seconds = SecondsPerStep(done);
        return seconds >= 1 ? $"{seconds:0}s/step" : seconds >= 1e-3 ? $"{seconds * 1e3:0}ms/step" : $"{seconds * 1e6:0}us/step";
    }
}
