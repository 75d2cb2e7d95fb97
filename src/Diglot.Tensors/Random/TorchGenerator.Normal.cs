namespace Diglot.Tensors.Random;

public sealed partial class TorchGenerator
{
    private const int Block = 16;

    /// <summary>
    /// <c>normal_(mean, std)</c> on float32; mean 0 and std 1 is <c>torch.randn</c>. Fewer than 16 elements (or a tensor that is not contiguous):
    /// pairs by Box and Muller in float64, whose second half the generator keeps for the next such call. From 16 on: blocks of 16 made of
    /// 24-bit uniforms, 8 radii and 8 angles; where the length is no multiple of 16 the last 16 elements are drawn again.
    /// </summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="mean">Mean of the distribution.</param>
    /// <param name="std">Standard deviation, not negative.</param>
    /// <param name="contiguous">Whether the tensor that these values are for is contiguous.</param>
    public void Normal(Span<float> values, double mean = 0, double std = 1, bool contiguous = true)
    {
        RequireSpread(std);
        lock (_gate)
        {
            if (values.Length < Block || !contiguous)
            {
                foreach (ref var value in values)
                {
                    value = (float)((NormalSample() * std) + mean);
                }

                return;
            }

            FillUniform24(values, 0, 1);
            var (m, s) = ((float)mean, (float)std);
            for (var i = 0; i + Block <= values.Length; i += Block)
            {
                BoxMuller.Transform16(values.Slice(i, Block), m, s);
            }

            if (values.Length % Block != 0)
            {
                var last = values[^Block..];
                FillUniform24(last, 0, 1);
                BoxMuller.Transform16(last, m, s);
            }
        }
    }

    /// <summary><c>normal_(mean, std)</c> on float64: as on float32, with 53-bit uniforms in the blocks.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="mean">Mean of the distribution.</param>
    /// <param name="std">Standard deviation, not negative.</param>
    /// <param name="contiguous">Whether the tensor that these values are for is contiguous.</param>
    public void Normal(Span<double> values, double mean = 0, double std = 1, bool contiguous = true)
    {
        RequireSpread(std);
        lock (_gate)
        {
            if (values.Length < Block || !contiguous)
            {
                foreach (ref var value in values)
                {
                    value = (NormalSample() * std) + mean;
                }

                return;
            }

            FillUniform53(values);
            for (var i = 0; i + Block <= values.Length; i += Block)
            {
                BoxMuller.Transform16(values.Slice(i, Block), mean, std);
            }

            if (values.Length % Block != 0)
            {
                var last = values[^Block..];
                FillUniform53(last);
                BoxMuller.Transform16(last, mean, std);
            }
        }
    }

    /// <summary><c>log_normal_(mean, std)</c>: e to the power of a normal sample, always by the pairwise method.</summary>
    /// <param name="values">Filled in row-major order.</param>
    /// <param name="mean">Mean of the logarithm.</param>
    /// <param name="std">Standard deviation of the logarithm, above zero.</param>
    public void LogNormal(Span<float> values, double mean = 1, double std = 2)
    {
        RequireSpread(std);
        lock (_gate)
        {
            foreach (ref var value in values)
            {
                value = (float)Math.Exp((NormalSample() * std) + mean);
            }
        }
    }

    // One standard normal sample; log(1 − u) is log1p(−u) here, because a 53-bit u makes 1 − u exact.
    private double NormalSample()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        var u1 = Uniform53();
        var u2 = Uniform53();
        var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - u2));
        var angle = 2.0 * Math.PI * u1;
        _spare = radius * Math.Sin(angle);
        return radius * Math.Cos(angle);
    }

    private static void RequireSpread(double std)
    {
        if (!(std >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(std), std, "A standard deviation is not negative.");
        }
    }
}
