using Diglot.Tensors.Shapes;

namespace Diglot.Tensors.Kernels.Copying;

/// <summary>Nests of loops over two strided arrays.</summary>
internal static class Loop
{
    /// <summary>Drops axes of length 1 and joins axes that continue each other in both arrays; at least one axis remains.</summary>
    public static LoopAxis[] Collapse(Shape shape, ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var axes = new List<LoopAxis>(shape.Rank);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1)
            {
                continue;
            }

            var next = new LoopAxis(shape[axis], first[axis], second[axis]);
            if (axes.Count > 0 && axes[^1].First == next.First * next.Length && axes[^1].Second == next.Second * next.Length
                && (long)axes[^1].Length * next.Length <= int.MaxValue)
            {
                axes[^1] = next with { Length = axes[^1].Length * next.Length };
            }
            else
            {
                axes.Add(next);
            }
        }

        return axes.Count > 0 ? [.. axes] : [new LoopAxis(1, 1, 1)];
    }

    /// <summary>Runs the body once for each position of all axes but the innermost ones, with both arrays' offsets there.</summary>
    public static void Outer(LoopAxis[] axes, int skip, Action<long, long> body)
    {
        var levels = axes.Length - skip;
        var counters = new int[levels];
        long first = 0, second = 0;
        while (true)
        {
            body(first, second);
            var level = levels - 1;
            for (; level >= 0; level--)
            {
                first += axes[level].First;
                second += axes[level].Second;
                if (++counters[level] < axes[level].Length)
                {
                    break;
                }

                first -= axes[level].First * axes[level].Length;
                second -= axes[level].Second * axes[level].Length;
                counters[level] = 0;
            }

            if (level < 0)
            {
                return;
            }
        }
    }
}
