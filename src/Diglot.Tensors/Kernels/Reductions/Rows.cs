using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.Reductions;

/// <summary>Work on the rows of a matrix, each on its own: shared out in runs of rows whose number depends on their length alone.</summary>
static class Rows
{
    const long Part = 16384;

    internal static void Run<TBody>(long rows, long length, TBody body)
        where TBody : struct, IRowBody
    {
        var group = Math.Max(1, Part / Math.Max(1, length));
        var call = new Groups<TBody> { Body = body, Rows = rows, Group = group };
        Workers.For(checked((int)((rows + group - 1) / group)), ref call);
    }

    struct Groups<TBody> : IParallelBody
        where TBody : struct, IRowBody
    {
        internal TBody Body;
        internal long Rows, Group;

        public readonly void Invoke(int part)
        {
            var body = Body;
            for (long row = part * Group; row < Math.Min(Rows, (part + 1) * Group); row++)
            {
                body.Invoke(row);
            }
        }
    }
}
