namespace Diglot.Tensors.Random;

public sealed partial class NumPyGenerator
{
    // One 64-bit draw holds the layer (8 bits), the sign (1 bit) and the place in the layer (52 bits).
    private double StandardNormal()
    {
        var tables = ZigguratTables.Normal;
        while (true)
        {
            var draw = _engine.NextUInt64();
            var layer = (int)(draw & 0xff);
            var place = (draw >> 9) & 0x000fffffffffffffUL;
            var x = place * tables.Width[layer];
            if ((draw & 0x100) != 0)
            {
                x = -x;
            }

            if (place < tables.Inside[layer])
            {
                return x;
            }

            if (layer == 0)
            {
                var (far, side) = (0.0, 0.0);
                do
                {
                    far = -(1 / ZigguratTables.NormalTail) * LogOfMiss();
                    side = -LogOfMiss();
                }
                while (side + side <= far * far);
                return ((place >> 8) & 1) != 0 ? -(ZigguratTables.NormalTail + far) : ZigguratTables.NormalTail + far;
            }

            if (((tables.Height[layer - 1] - tables.Height[layer]) * _engine.NextDouble()) + tables.Height[layer] < Math.Exp(-0.5 * x * x))
            {
                return x;
            }
        }
    }

    // The same from one 32-bit draw, with 23 bits for the place.
    private float StandardNormalSingle()
    {
        var tables = ZigguratTables.Normal;
        const float Tail = (float)ZigguratTables.NormalTail;
        while (true)
        {
            var draw = _engine.NextUInt32();
            var layer = (int)(draw & 0xff);
            var place = draw >> 9;
            var x = place * tables.SingleWidth[layer];
            if ((draw & 0x100) != 0)
            {
                x = -x;
            }

            if (place < tables.SingleInside[layer])
            {
                return x;
            }

            if (layer == 0)
            {
                float far, side;
                do
                {
                    far = -(float)(1 / ZigguratTables.NormalTail) * MathF.Log(1f - _engine.NextSingle());
                    side = -MathF.Log(1f - _engine.NextSingle());
                }
                while (side + side <= far * far);
                return ((place >> 8) & 1) != 0 ? -(Tail + far) : Tail + far;
            }

            if (((tables.SingleHeight[layer - 1] - tables.SingleHeight[layer]) * _engine.NextSingle()) + tables.SingleHeight[layer] < Math.Exp(-0.5 * x * x))
            {
                return x;
            }
        }
    }

    private double StandardExponential()
    {
        var tables = ZigguratTables.Exponential;
        while (true)
        {
            var draw = _engine.NextUInt64() >> 3;
            var layer = (int)(draw & 0xff);
            var place = draw >> 8;
            var x = place * tables.Width[layer];
            if (place < tables.Inside[layer])
            {
                return x;
            }

            if (layer == 0)
            {
                return ZigguratTables.ExponentialTail - LogOfMiss();
            }

            if (((tables.Height[layer - 1] - tables.Height[layer]) * _engine.NextDouble()) + tables.Height[layer] < Math.Exp(-x))
            {
                return x;
            }
        }
    }

    // ln(1 − u); exact in 1 − u, because u is a multiple of 2^−53.
    private double LogOfMiss() => Math.Log(1 - _engine.NextDouble());
}
