namespace Diglot.Tensors.Threading;

/// <summary>One parallel loop: what to call, for how many parts, dealt to how many threads.</summary>
unsafe struct Job
{
    internal delegate*<void*, int, void> Invoke;
    internal void* State;
    internal int Parts;
    internal int Threads;
}
