namespace Diglot.Cli.Output;

/// <summary>
/// Says on one line of the terminal what long work is at, and for how long; nothing for work that is done at once, and nothing where standard error is no terminal.
/// </summary>
internal sealed class Progress : IProgress<string>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700), Pace = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Timer? _timer;
    private readonly long _start = Environment.TickCount64;
    private string _stage = "";
    private int _width;
    private bool _isOver;

    /// <summary>Begins.</summary>
    /// <param name="stage">What is done first.</param>
    public Progress(string stage)
    {
        _stage = stage;
        if (!Console.IsErrorRedirected)
        {
            _timer = new(_ => Show(), null, Patience, Pace);
        }
    }

    /// <inheritdoc/>
    public void Report(string value)
    {
        _stage = value;
        if (_width > 0)
        {
            Show();
        }
    }

    /// <summary>Takes the line away again.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _isOver = true;
            if (_width > 0)
            {
                Console.Error.Write($"\r{new string(' ', _width)}\r");
                _width = 0;
            }
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            var text = $"{_stage} … {(Environment.TickCount64 - _start) / 1000} s";
            Console.Error.Write($"\r{text.PadRight(_width)}");
            _width = Math.Max(_width, text.Length);
        }
    }
}
