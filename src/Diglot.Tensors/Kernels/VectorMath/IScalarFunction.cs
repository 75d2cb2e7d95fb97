namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>A function of one number, for operators that have no vector form of their own.</summary>
public interface IScalarFunction
{
    /// <summary>The function, in double precision.</summary>
    static abstract double Invoke(double x);
}
