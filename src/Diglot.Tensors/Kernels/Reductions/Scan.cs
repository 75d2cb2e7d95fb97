using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Operators;

namespace Diglot.Tensors.Kernels.Reductions;

/// <summary>Running folds of [outer, axis, inner] blocks along their middle axis: y[o, a, i] = f(y[o, a − 1, i], x[o, a, i]).</summary>
static unsafe class Scan
{
    /// <summary>x and y may be the same array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TOperator, T>(T* x, T* y, long outer, long axis, long inner)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
    {
        for (long o = 0; o < outer; o++)
        {
            for (long a = 0; a < axis; a++, x += inner, y += inner)
            {
                long i = 0;
                if (a == 0)
                {
                    Buffer.MemoryCopy(x, y, inner * sizeof(T), inner * sizeof(T));
                    continue;
                }

                if (TOperator.IsVectorized<T>())
                {
                    for (; i <= inner - Vector256<T>.Count; i += Vector256<T>.Count)
                    {
                        TOperator.Invoke(Vector256.Load(y - inner + i), Vector256.Load(x + i)).Store(y + i);
                    }
                }

                for (; i < inner; i++)
                {
                    y[i] = TOperator.Invoke(y[i - inner], x[i]);
                }
            }
        }
    }
}
