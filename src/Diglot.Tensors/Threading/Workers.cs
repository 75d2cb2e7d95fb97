using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Diglot.Tensors.Threading;

/// <summary>
/// The threads that every kernel shares.
/// <para>
/// A parallel loop is cut into parts by its caller, from the size of the work alone; the parts are dealt to threads in contiguous
/// runs, fixed before the loop starts. Which thread does a part never changes what the part computes, so results are
/// bit for bit the same for every <see cref="Count"/>.
/// </para>
/// <para>
/// Waiting is a bounded spin followed by parking: pure spinning collapses when the machine is shared, pure parking costs
/// a system call for each of the many short loops of a training step.
/// </para>
/// </summary>
public static unsafe class Workers
{
    static readonly Lock running = new();
    static volatile Worker[] helpers = [];
    static volatile int count = Environment.ProcessorCount;

    [ThreadStatic] static bool inside;

    /// <summary>How many threads a parallel loop uses, its caller included. Default: the number of processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 1024.</exception>
    public static int Count
    {
        get => count;
        set
        {
            if (value is < 1 or > 1024)
                throw new ArgumentOutOfRangeException(nameof(value), value, "Workers.Count must be from 1 (no parallel loops) to 1024.");
            count = value;
        }
    }

    /// <summary>Runs <paramref name="body"/> for 0 … <paramref name="parts"/> − 1 and returns when all are done.</summary>
    /// <remarks>
    /// The caller takes part. A loop inside a part of another loop, and a loop while another thread runs one, goes on alone.
    /// When parts throw, the exception of the lowest part reaches the caller.
    /// </remarks>
    public static void For(int parts, Action<int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var call = new ActionBody { Action = body };
        For(parts, ref call);
    }

    /// <summary>As <see cref="For(int, Action{int})"/>, with the body as a struct: allocates nothing.</summary>
    public static void For<TBody>(int parts, ref TBody body)
        where TBody : struct, IParallelBody
    {
        int threads = Math.Min(count, parts);
        if (threads > 1 && !inside && running.TryEnter())
        {
            try
            {
                // The struct lives on the caller's stack (or in a place the caller keeps fixed) until Run returns.
                fixed (byte* state = &Unsafe.As<TBody, byte>(ref body))
                    Run(new Job { Invoke = &Invoke<TBody>, State = state, Parts = parts, Threads = threads });
            }
            finally
            {
                running.Exit();
            }
            return;
        }
        for (int part = 0; part < parts; part++)
            body.Invoke(part);
    }

    static void Invoke<TBody>(void* state, int part)
        where TBody : struct, IParallelBody => Unsafe.AsRef<TBody>(state).Invoke(part);

    static void Run(Job job)
    {
        var workers = helpers;
        if (workers.Length < job.Threads - 1)
            workers = Grow(job.Threads - 1);
        var fork = workers[0].Fork;
        fork.Begin(job);
        for (int t = 1; t < job.Threads; t++)
            workers[t - 1].Start();
        RunShare(job, 0, fork);
        fork.Join();
        fork.Failure?.Throw();
    }

    static Worker[] Grow(int size)
    {
        var fork = helpers.Length > 0 ? helpers[0].Fork : new Fork();
        var grown = new Worker[size];
        helpers.CopyTo(grown, 0);
        for (int i = helpers.Length; i < size; i++)
            grown[i] = new Worker(i + 1, fork);
        return helpers = grown;
    }

    /// <summary>Runs the parts of thread <paramref name="thread"/>: a contiguous run, so that neighbouring loops find their data in the same cache.</summary>
    internal static void RunShare(in Job job, int thread, Fork fork)
    {
        int part = (int)((long)job.Parts * thread / job.Threads);
        int end = (int)((long)job.Parts * (thread + 1) / job.Threads);
        inside = true;
        try
        {
            for (; part < end; part++)
                job.Invoke(job.State, part);
        }
        catch (Exception failure)
        {
            fork.Fail(part, ExceptionDispatchInfo.Capture(failure));
        }
        finally
        {
            inside = false;
        }
    }

    struct ActionBody : IParallelBody
    {
        internal Action<int> Action;

        public readonly void Invoke(int part) => Action(part);
    }
}
