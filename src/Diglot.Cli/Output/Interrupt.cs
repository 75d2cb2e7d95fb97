using System.Runtime.InteropServices;

namespace Diglot.Cli.Output;

/// <summary>Ctrl-C, or a request to terminate: the first asks the work to stop and save, the second ends the program at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interrupt() => registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Array.ForEach(registrations, registration => registration.Dispose());
        source.Dispose();
    }

    private void Ask(PosixSignalContext signal)
    {
        if (!source.IsCancellationRequested)
        {
            signal.Cancel = true;
            Console.Error.WriteLine("\ndiglot: stopping; what was learned so far is being saved (Ctrl-C again to stop at once).");
            source.Cancel();
        }
    }
}
