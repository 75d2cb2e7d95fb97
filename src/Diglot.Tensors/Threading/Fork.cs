using System.Runtime.ExceptionServices;

namespace Diglot.Tensors.Threading;

/// <summary>The state that the caller of a parallel loop shares with its helpers: the job, how many have yet to finish, the first failure.</summary>
sealed class Fork
{
    readonly Parking caller = new();
    readonly Lock failing = new();
    int failedPart;
    int remaining;

    internal Job Job;

    internal ExceptionDispatchInfo? Failure { get; private set; }

    internal void Begin(in Job job)
    {
        Job = job;
        Failure = null;
        failedPart = int.MaxValue;
        Volatile.Write(ref remaining, job.Threads - 1);
    }

    internal void Fail(int part, ExceptionDispatchInfo failure)
    {
        lock (failing)
        {
            if (part >= failedPart)
                return;
            failedPart = part;
            Failure = failure;
        }
    }

    /// <summary>Called by a helper when its share is done.</summary>
    internal void Done()
    {
        if (Interlocked.Decrement(ref remaining) == 0)
            caller.Wake();
    }

    /// <summary>Called by the loop's caller: returns when every helper is done.</summary>
    internal void Join() => caller.Await();
}
