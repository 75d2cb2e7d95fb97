namespace Diglot.Autograd.Tape;

/// <summary>
/// One recorded operation: what its gradient rule needs, and where the gradients of its inputs go. Nodes are numbered as they
/// are recorded; going through them by falling number visits every operation after all that used its result.
/// </summary>
public abstract class GradientNode
{
    private static long _recorded;
    private Tensor?[]? _pending;

    /// <summary>Records an operation on these inputs.</summary>
    protected GradientNode(params ReadOnlySpan<Tensor?> inputs)
    {
        Sequence = Interlocked.Increment(ref _recorded);
        Inputs = new Edge[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            Inputs[i] = inputs[i]?.GradientEdge ?? default;
        }
    }

    /// <summary>A leaf: visited after every operation.</summary>
    private protected GradientNode(bool leaf)
    {
        _ = leaf;
        Sequence = -Interlocked.Increment(ref _recorded);
        Inputs = [];
    }

    /// <summary>The operation's name as error messages say it.</summary>
    public abstract string Name { get; }

    /// <summary>How many results the operation had.</summary>
    public virtual int Outputs => 1;

    /// <summary>The plain facts that the rule needs, such as axes, where there are some: what a reader of the tape learns of the operation.</summary>
    internal virtual object? Facts => null;

    /// <summary>Shape of the (last) result.</summary>
    internal Shape ResultShape { get; set; }

    internal long Sequence { get; }

    internal Edge[] Inputs { get; private protected set; }

    internal bool IsFreed { get; private set; }

    /// <summary>Runs <see cref="Backward"/> on what has come in and takes it away.</summary>
    internal void Run(Span<Tensor?> inputGradients, bool keep)
    {
        if (IsFreed)
        {
            throw new InvalidOperationException(
                $"Trying to go backward through the graph a second time (at {Name}): what the first pass needed was freed after it. "
                + "Pass retain_graph: true to the first backward if you need a second one.");
        }

        var gradients = _pending ?? throw new InvalidOperationException("A gradient node was run without a gradient.");
        _pending = null;
        Backward(gradients, inputGradients);
        if (!keep)
        {
            IsFreed = true;
            Free();
        }
    }

    /// <summary>Adds a gradient of one output to what has come in already.</summary>
    internal void Receive(int output, Tensor gradient)
    {
        _pending ??= new Tensor?[Outputs];
        _pending[output] = _pending[output] is { } present ? present + gradient : gradient;
    }

    internal bool HasReceived => _pending is not null;

    internal Tensor? Received(int output) => _pending?[output];

    internal void Forget() => _pending = null;

    /// <summary>Whether a gradient of this input is wanted.</summary>
    protected bool Needs(int input) => Inputs[input].Node is not null;

    /// <summary>The gradient rule.</summary>
    /// <param name="outputGradients">For each output the gradient of the final value, null where none came.</param>
    /// <param name="inputGradients">To be filled for each input that <see cref="Needs"/> one.</param>
    protected abstract void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients);

    /// <summary>Drops what was kept for <see cref="Backward"/>, so that memory falls as the pass goes on.</summary>
    protected virtual void Free()
    {
    }
}
