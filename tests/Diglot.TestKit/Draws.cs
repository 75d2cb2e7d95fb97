namespace Diglot.TestKit;

/// <summary>Numbers that a generator fills in, as doubles.</summary>
public static class Draws
{
    public static double[] Singles(int count, Action<float[]> fill) => Fill(count, fill, static value => (double)value);

    public static double[] Doubles(int count, Action<double[]> fill) => Fill(count, fill, static value => value);

    public static double[] Longs(int count, Action<long[]> fill) => Fill(count, fill, static value => (double)value);

    private static double[] Fill<T>(int count, Action<T[]> fill, Converter<T, double> widen)
    {
        var values = new T[count];
        fill(values);
        return Array.ConvertAll(values, widen);
    }
}
