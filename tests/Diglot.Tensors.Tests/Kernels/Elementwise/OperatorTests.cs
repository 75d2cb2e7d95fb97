using Diglot.Tensors.Operators;
using Diglot.Tensors.Reference;
using Xunit;

namespace Diglot.Tensors.Tests.Kernels.Elementwise;

/// <summary>Expected values follow Python, NumPy and IEEE 754.</summary>
public sealed class OperatorTests
{
    static NDArray Of<T>(params T[] values)
        where T : unmanaged => NDArray.From(values, [values.Length]);

    static T[] B<TOperator, T>(T[] x, T[] y)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged => NDArray.Binary<TOperator>(Of(x), Of(y)).ToArray<T>();

    static float[] F<TOperator>(params float[] x)
        where TOperator : struct, IFloatFunction => Of(x).Unary<TOperator>().ToArray<float>();

    [Fact]
    public void Floor_division_and_remainder_follow_Python()
    {
        int[] x = [7, -7, 7, -7, 6, 0], y = [2, 2, -2, -2, -2, 5], quotients = [3, -4, -4, 3, -3, 0], remainders = [1, 1, -1, -1, 0, 0];
        Assert.Equal(quotients, B<FloorDivide, int>(x, y));
        Assert.Equal(remainders, B<Remainder, int>(x, y));
        Assert.Equal(quotients.Select(v => (double)v), B<FloorDivide, double>([.. x.Select(v => (double)v)], [.. y.Select(v => (double)v)]));
        Assert.Equal(remainders.Select(v => (float)v), B<Remainder, float>([.. x.Select(v => (float)v)], [.. y.Select(v => (float)v)]));
        Assert.Equal([9.0], B<FloorDivide, double>([1], [0.1]));
        Assert.Throws<DivideByZeroException>(() => B<FloorDivide, int>([1], [0]));
    }

    [Fact]
    public void Maximum_minimum_and_relu_pass_NaN_on()
    {
        Assert.Equal([float.NaN, float.NaN, 2], B<Maximum, float>([float.NaN, 1, 2], [1, float.NaN, 1]));
        Assert.Equal([float.NaN, float.NaN, 1], B<Minimum, float>([float.NaN, 1, 2], [1, float.NaN, 1]));
        Assert.Equal([float.NaN, 0, 3], Of(float.NaN, -3, 3).Number<Relu>().ToArray<float>());
    }

    [Fact]
    public void Round_takes_halves_to_the_even_number() => Assert.Equal([0, 2, 2, 0, -2], F<Round>(0.5f, 1.5f, 2.5f, -0.5f, -2.5f));

    [Fact]
    public void Sign_is_0_at_0_and_NaN_at_NaN() => Assert.Equal([1, -1, 0, float.NaN], Of(3, -0.1f, 0, float.NaN).Number<Sign>().ToArray<float>());

    [Fact]
    public void Comparisons_with_NaN_are_false_but_for_inequality()
    {
        var (x, y) = (Of(float.NaN, 1f, 2f), Of(float.NaN, float.NaN, 2f));
        Assert.Equal([0, 0, 1], Bytes<Equal>());
        Assert.Equal([1, 1, 0], Bytes<NotEqual>());
        Assert.Equal([0, 0, 1], Bytes<LessEqual>());
        Assert.Equal([0, 0, 0], Bytes<Greater>());

        byte[] Bytes<TComparison>()
            where TComparison : struct, IComparison => [.. NDArray.Compare<TComparison>(x, y).ToArray<bool>().Select(answer => answer ? (byte)1 : (byte)0)];
    }

    [Fact]
    public void Fused_activations_are_near_their_plain_twins()
    {
        float[] at = [-5, -2, -0.5f, 0, 0.3f, 1, 7];
        var (gelu, silu, softplus) = (F<Gelu>(at), F<Silu>(at), F<Softplus>(at));
        for (int i = 0; i < at.Length; i++)
        {
            Assert.Equal(SpecialFunctions.Gelu(at[i]), gelu[i], 3e-6 * Math.Abs(SpecialFunctions.Gelu(at[i])));
            Assert.Equal(at[i] * SpecialFunctions.Sigmoid(at[i]), silu[i], 3e-7 * Math.Abs(at[i]));
            Assert.Equal(SpecialFunctions.Softplus(at[i]), softplus[i], 3e-7 * SpecialFunctions.Softplus(at[i]));
        }
    }
}
