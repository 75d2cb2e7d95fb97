namespace Diglot.Tensors.Threading;

/// <summary>One helper thread: waits for a loop, runs its share, waits again. A background thread, so it never keeps the program alive.</summary>
sealed class Worker
{
    readonly Parking parking = new();
    readonly int number;

    internal Worker(int number, Fork fork)
    {
        this.number = number;
        Fork = fork;
        var thread = new Thread(Loop) { IsBackground = true, Name = $"Diglot worker {number}" };
        thread.UnsafeStart();
    }

    internal Fork Fork { get; }

    internal void Start() => parking.Wake();

    void Loop()
    {
        while (true)
        {
            parking.Await();
            Workers.RunShare(Fork.Job, number, Fork);
            Fork.Done();
        }
    }
}
