namespace Diglot.Tensors.Tests.Kernels;

/// <summary>Distances in units in the last place.</summary>
static class Ulp
{
    /// <summary>How many ulps of single precision lie between a result and the true value.</summary>
    internal static double Distance(float actual, double expected)
    {
        if (double.IsNaN(expected) || float.IsNaN(actual))
            return double.IsNaN(expected) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        float rounded = (float)expected;
        if (actual == rounded)
            return 0;
        if (float.IsInfinity(rounded) || float.IsInfinity(actual))
            return float.IsInfinity(rounded) && actual == MathF.CopySign(float.MaxValue, rounded) ? 1 : double.PositiveInfinity;
        double unit = Math.Max(Math.Abs((double)MathF.BitIncrement(rounded) - rounded), float.Epsilon);
        return Math.Abs(actual - expected) / unit;
    }

    /// <summary>How many ulps of double precision lie between a result and the expected value.</summary>
    internal static double Distance(double actual, double expected)
    {
        if (actual.Equals(expected) || actual == expected)
            return 0;
        if (!double.IsFinite(actual) || !double.IsFinite(expected))
            return double.PositiveInfinity;
        return Math.Abs(actual - expected) / Math.Max(Math.Abs(Math.BitIncrement(expected) - expected), double.Epsilon);
    }
}
