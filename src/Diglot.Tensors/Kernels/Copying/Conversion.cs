using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Kernels.Copying;

/// <summary>Converts contiguous elements from one type to another, a chunk at a time through the widest type of their kind.</summary>
internal static unsafe class Conversion
{
    private const int Chunk = 512;

    /// <summary>Converts all elements; both arrays are contiguous.</summary>
    public static void Run(NDArray source, NDArray target)
    {
        Run(source.Type, source.Pointer, target.Type, target.Pointer, source.Length);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    /// <summary>Converts elements in memory.</summary>
    [SkipLocalsInit]
    public static void Run(DType sourceType, void* source, DType targetType, void* target, long length)
    {
        var whole = !sourceType.IsFloatingPoint && !sourceType.IsComplex && !targetType.IsFloatingPoint && !targetType.IsComplex;
        var complex = sourceType.IsComplex && targetType.IsComplex;
        var wholes = stackalloc long[Chunk];
        var numbers = stackalloc double[2 * Chunk];
        for (long start = 0; start < length; start += Chunk)
        {
            var count = (int)Math.Min(Chunk, length - start);
            var from = (byte*)source + (start * sourceType.Size);
            var to = (byte*)target + (start * targetType.Size);
            if (whole)
            {
                Load(sourceType, from, wholes, count);
                Store(targetType, wholes, to, count);
            }
            else if (complex)
            {
                // Pairs of numbers of the halved type.
                Load(Part(sourceType), from, numbers, 2 * count);
                Store(Part(targetType), numbers, to, 2 * count);
            }
            else
            {
                LoadNumbers(sourceType, from, numbers, count);
                StoreNumbers(targetType, numbers, to, count);
            }
        }
    }

    private static DType Part(DType complex) => complex == DType.Complex64 ? DType.Float32 : DType.Float64;

    /// <summary>The real part of complex elements counts, as NumPy and PyTorch convert (with a warning there).</summary>
    private static void LoadNumbers(DType type, byte* from, double* to, int count)
    {
        if (!type.IsComplex)
        {
            Load(type, from, to, count);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            Load(Part(type), from + (i * type.Size), to + i, 1);
        }
    }

    private static void StoreNumbers(DType type, double* from, byte* to, int count)
    {
        if (!type.IsComplex)
        {
            Store(type, from, to, count);
            return;
        }

        var pair = stackalloc double[2];
        for (var i = 0; i < count; i++)
        {
            (pair[0], pair[1]) = (from[i], 0);
            Store(Part(type), pair, to + (i * type.Size), 2);
        }
    }

    private static void Load<TWide>(DType type, byte* from, TWide* to, int count)
        where TWide : unmanaged, INumber<TWide>
    {
        switch (type)
        {
            case DType.Bool or DType.UInt8: Widen((byte*)from, to, count); break;
            case DType.Int8: Widen((sbyte*)from, to, count); break;
            case DType.UInt16: Widen((ushort*)from, to, count); break;
            case DType.Int16: Widen((short*)from, to, count); break;
            case DType.UInt32: Widen((uint*)from, to, count); break;
            case DType.Int32: Widen((int*)from, to, count); break;
            case DType.UInt64: Widen((ulong*)from, to, count); break;
            case DType.Int64: Widen((long*)from, to, count); break;
            case DType.Float16: Widen((Half*)from, to, count); break;
            case DType.Float32: Widen((float*)from, to, count); break;
            case DType.Float64: Widen((double*)from, to, count); break;
            case DType.BFloat16:
                for (var i = 0; i < count; i++)
                {
                    to[i] = TWide.CreateTruncating((float)((BFloat16*)from)[i]);
                }

                break;
            default:
                throw new NotSupportedException($"Elements of type {type} are stored, not computed with: they cannot be converted.");
        }
    }

    private static void Store<TWide>(DType type, TWide* from, byte* to, int count)
        where TWide : unmanaged, INumber<TWide>
    {
        switch (type)
        {
            case DType.Bool:
                for (var i = 0; i < count; i++)
                {
                    to[i] = TWide.IsZero(from[i]) ? (byte)0 : (byte)1;
                }

                break;
            case DType.UInt8: Narrow(from, (byte*)to, count); break;
            case DType.Int8: Narrow(from, (sbyte*)to, count); break;
            case DType.UInt16: Narrow(from, (ushort*)to, count); break;
            case DType.Int16: Narrow(from, (short*)to, count); break;
            case DType.UInt32: Narrow(from, (uint*)to, count); break;
            case DType.Int32: Narrow(from, (int*)to, count); break;
            case DType.UInt64: Narrow(from, (ulong*)to, count); break;
            case DType.Int64: Narrow(from, (long*)to, count); break;
            case DType.Float16: Narrow(from, (Half*)to, count); break;
            case DType.Float32: Narrow(from, (float*)to, count); break;
            case DType.Float64: Narrow(from, (double*)to, count); break;
            case DType.BFloat16:
                for (var i = 0; i < count; i++)
                {
                    ((BFloat16*)to)[i] = (BFloat16)float.CreateTruncating(from[i]);
                }

                break;
            default:
                throw new NotSupportedException($"Elements of type {type} are stored, not computed with: nothing can be converted to it.");
        }
    }

    private static void Widen<T, TWide>(T* from, TWide* to, int count)
        where T : unmanaged, INumberBase<T>
        where TWide : unmanaged, INumberBase<TWide>
    {
        for (var i = 0; i < count; i++)
        {
            to[i] = TWide.CreateTruncating(from[i]);
        }
    }

    private static void Narrow<TWide, T>(TWide* from, T* to, int count)
        where TWide : unmanaged, INumber<TWide>
        where T : unmanaged, INumberBase<T>
    {
        if (typeof(TWide) == typeof(double) && default(T) is not (float or double or Half))
        {
            // Towards zero; below zero an unsigned type wraps round, as C and both frameworks do.
            for (var i = 0; i < count; i++)
            {
                to[i] = T.CreateTruncating((long)(double)(object)from[i]);
            }

            return;
        }

        for (var i = 0; i < count; i++)
        {
            to[i] = T.CreateTruncating(from[i]);
        }
    }
}
