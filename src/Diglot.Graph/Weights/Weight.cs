namespace Diglot.Graph.Weights;

/// <summary>
/// A weight of a layer: a stored array, and the steps that lead from it to the layout that is wanted. Nothing is read before <see cref="Read"/>,
/// and all steps together are one pass over the elements.
/// </summary>
public sealed class Weight
{
    /// <summary>A weight in the layout in which it is stored.</summary>
    /// <param name="name">Its name in the model it comes from: <c>conv/kernel</c>, <c>conv.weight</c>.</param>
    /// <param name="source">Its elements.</param>
    /// <param name="isTrainable">Whether training changes it.</param>
    public Weight(string name, ArraySource source, bool isTrainable = true)
        : this(name, source, isTrainable, [], source.Shape)
    {
    }

    private Weight(string name, ArraySource source, bool isTrainable, IReadOnlyList<WeightOperation> operations, IReadOnlyList<int> shape)
        => (Name, Source, IsTrainable, Operations, Shape) = (name, source, isTrainable, operations, shape);

    /// <summary>Its name in the model it comes from.</summary>
    public string Name { get; }

    /// <summary>The stored array.</summary>
    public ArraySource Source { get; }

    /// <summary>Whether training changes it.</summary>
    public bool IsTrainable { get; }

    /// <summary>The steps from the stored array to this one, in order.</summary>
    public IReadOnlyList<WeightOperation> Operations { get; }

    /// <summary>Length of each axis after all steps.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Element type.</summary>
    public DType Type => Source.Type;

    /// <summary>Number of elements.</summary>
    public long Length => Shape.Aggregate(1L, static (product, length) => product * length);

    /// <summary>The same weight after one more step. Steps that cancel or merge are merged.</summary>
    public Weight Then(WeightOperation operation)
    {
        var shape = operation.Result(Shape);
        var steps = Operations.ToList();
        if (operation is PermuteAxes second && steps is [.., PermuteAxes first])
        {
            steps.RemoveAt(steps.Count - 1);
            operation = new PermuteAxes([.. second.Axes.Select(axis => first.Axes[axis])]);
        }

        if (operation is not PermuteAxes { Axes: var axes } || !axes.SequenceEqual(Enumerable.Range(0, axes.Count)))
        {
            steps.Add(operation);
        }

        return new(Name, Source, IsTrainable, steps, shape);
    }

    /// <summary>Axis i of the result is axis <paramref name="axes"/>[i].</summary>
    public Weight Permute(params IReadOnlyList<int> axes) => Then(new PermuteAxes(axes));

    /// <summary>The same elements under another shape.</summary>
    public Weight Reshape(params IReadOnlyList<int> shape) => shape.SequenceEqual(Shape) ? this : Then(new ReshapeTo(shape));

    /// <summary>The elements, row-major.</summary>
    public NDArray Read() => Apply(Source.Read());

    /// <summary>The elements, row-major, written to memory of the caller.</summary>
    public void CopyTo(Span<byte> destination)
    {
        if (Operations.Count == 0)
        {
            Source.CopyTo(destination);
            return;
        }

        var stored = Source.Read();
        Gather.Copy(stored, Operations, destination);
        if (!Source.IsShared)
        {
            stored.Storage.Release();
        }
    }

    /// <summary>The steps on another array of the stored array's shape, such as its gradient or an optimizer's slot.</summary>
    public NDArray Apply(NDArray stored)
    {
        if (Operations.Count == 0)
        {
            return stored.Contiguous();
        }

        var result = new NDArray(stored.Type, [.. Shape]);
        unsafe
        {
            Gather.Copy(stored, Operations, new Span<byte>(result.Pointer, checked((int)(Length * stored.Type.Size))));
        }

        return result;
    }

    /// <summary>The steps backwards: from an array in the wanted layout to the stored one.</summary>
    public NDArray ApplyInverse(NDArray wanted)
    {
        var (shape, back) = (Source.Shape, new List<WeightOperation>());
        foreach (var operation in Operations)
        {
            back.Insert(0, operation.Inverse(shape));
            shape = operation.Result(shape);
        }

        var weight = new Weight(Name, new MemorySource(wanted));
        return back.Aggregate(weight, static (weight, operation) => weight.Then(operation)).Read();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}{string.Concat(Operations.Select(static operation => "." + operation.Text))}";
}
