using System.Text.RegularExpressions;
using Diglot.Tensors.Random;
using static Diglot.TestKit.Draws;

namespace Diglot.Golden.Judges.Random;

/// <summary>
/// The draws of <c>torch.nn.init</c> and of the modules in the torch table, in PyTorch's order: fan computations here, generators from the product.
/// The modules themselves belong to the faces; what is proven is that uniform and normal draws alone reproduce their weights.
/// </summary>
internal static class TorchInitializations
{
    public static double[]? Init(string code, TorchGenerator g) => code switch
    {
        "torch.nn.init.xavier_uniform_(torch.empty(5, 4))" => Uniform(20, XavierBound(4, 5), g),
        "torch.nn.init.xavier_normal_(torch.empty(5, 4), gain=1.5)" => Singles(20, v => g.Normal(v, 0, 1.5 * Math.Sqrt(2.0 / 9))),
        "torch.nn.init.kaiming_uniform_(torch.empty(3, 2, 3, 3), a=5**0.5)" => Uniform(54, KaimingBound(18), g),
        "torch.nn.init.kaiming_normal_(torch.empty(3, 2, 3, 2), mode='fan_out', nonlinearity='relu')" => Singles(36, v => g.Normal(v, 0, Math.Sqrt(2.0) / Math.Sqrt(18))),
        "torch.nn.init.trunc_normal_(torch.empty(4, 5), std=0.02)" => Singles(20, v => g.TruncatedNormal(v, 0, 0.02)),
        "torch.nn.init.trunc_normal_(torch.empty(3, 3), mean=0.5, std=2.0, a=-1.0, b=1.0)" => Singles(9, v => g.TruncatedNormal(v, 0.5, 2, -1, 1)),
        "torch.nn.init.orthogonal_(torch.empty(4, 6))" => Orthogonal(4, 6, 1, g),
        "torch.nn.init.orthogonal_(torch.empty(6, 3), gain=0.5)" => Orthogonal(6, 3, 0.5f, g),
        "torch.nn.init.sparse_(torch.empty(6, 5), sparsity=0.4)" => Sparse(6, 5, 0.4, g),
        "torch.nn.init.uniform_(torch.empty(3, 7), -1.0, 2.0)" => Singles(21, v => g.Uniform(v, -1, 2)),
        "torch.nn.init.normal_(torch.empty(3, 7), 1.0, 0.1)" => Singles(21, v => g.Normal(v, 1, 0.1)),
        _ => null,
    };

    /// <summary>The weights of a module: for each the tensor's name and size in the order of drawing.</summary>
    public static Dictionary<string, double[]>? Module(string code, TorchGenerator g)
    {
        var weights = new Dictionary<string, double[]>();
        void Constant(string name, int count, double value) => weights[name] = Enumerable.Repeat(value, count).ToArray();
        void Layer(string at, int weight, int fan, int bias)
        {
            weights[at + "weight"] = Uniform(weight, KaimingBound(fan), g);
            if (bias > 0)
            {
                weights[at + "bias"] = Uniform(bias, 1 / Math.Sqrt(fan), g);
            }
        }

        void Recurrent(double hidden, params (string Name, int Count)[] parts)
        {
            foreach (var (name, count) in parts)
            {
                weights[name] = Uniform(count, 1 / Math.Sqrt(hidden), g);
            }
        }

        void Attention(string at, int width, params (string Name, int Inputs, int Outputs)[] projections)
        {
            Layer(at + "out_proj.", width * width, width, width);
            foreach (var (name, inputs, outputs) in projections)
            {
                weights[at + name] = Uniform(inputs * outputs, XavierBound(inputs, outputs), g);
            }

            Constant(at + "in_proj_bias", 3 * width, 0);
            Constant(at + "out_proj.bias", width, 0);
        }

        void Norm(string at, int width, bool running)
        {
            Constant(at + "weight", width, 1);
            Constant(at + "bias", width, 0);
            if (running)
            {
                Constant(at + "running_mean", width, 0);
                Constant(at + "running_var", width, 1);
                Constant(at + "num_batches_tracked", 1, 0);
            }
        }

        switch (code)
        {
            case "torch.nn.Linear(5, 3)": Layer("", 15, 5, 3); break;
            case "torch.nn.Linear(40, 7)": Layer("", 280, 40, 7); break;
            case "torch.nn.Conv2d(2, 3, (3, 2))": Layer("", 36, 12, 3); break;
            case "torch.nn.Conv2d(4, 6, 5, groups=2)": Layer("", 300, 50, 6); break;
            case "torch.nn.ConvTranspose2d(3, 2, 3)": Layer("", 54, 18, 2); break;
            case "torch.nn.Conv1d(3, 4, 3, bias=False)": Layer("", 36, 9, 0); break;
            case "torch.nn.Embedding(7, 4)": weights["weight"] = Singles(28, v => g.Normal(v)); break;
            case "torch.nn.Embedding(7, 4, padding_idx=2)":
                weights["weight"] = Singles(28, v => g.Normal(v));
                weights["weight"].AsSpan(8, 4).Clear();
                break;
            case "torch.nn.LSTM(3, 4)": Recurrent(4, ("weight_ih_l0", 48), ("weight_hh_l0", 64), ("bias_ih_l0", 16), ("bias_hh_l0", 16)); break;
            case "torch.nn.LSTM(3, 4, proj_size=2)": Recurrent(4, ("weight_ih_l0", 48), ("weight_hh_l0", 32), ("bias_ih_l0", 16), ("bias_hh_l0", 16), ("weight_hr_l0", 8)); break;
            case "torch.nn.LSTM(3, 2, num_layers=2, bidirectional=True)":
                foreach (var (end, width) in new[] { ("l0", 3), ("l0_reverse", 3), ("l1", 4), ("l1_reverse", 4) })
                {
                    Recurrent(2, ("weight_ih_" + end, 8 * width), ("weight_hh_" + end, 16), ("bias_ih_" + end, 8), ("bias_hh_" + end, 8));
                }

                break;
            case "torch.nn.GRU(5, 3)": Recurrent(3, ("weight_ih_l0", 45), ("weight_hh_l0", 27), ("bias_ih_l0", 9), ("bias_hh_l0", 9)); break;
            case "torch.nn.RNN(3, 5)": Recurrent(5, ("weight_ih_l0", 15), ("weight_hh_l0", 25), ("bias_ih_l0", 5), ("bias_hh_l0", 5)); break;
            case "torch.nn.LSTMCell(2, 3)": Recurrent(3, ("weight_ih", 24), ("weight_hh", 36), ("bias_ih", 12), ("bias_hh", 12)); break;
            case "torch.nn.MultiheadAttention(6, 2)": Attention("", 6, ("in_proj_weight", 6, 18)); break;
            case "torch.nn.MultiheadAttention(6, 3, kdim=4, vdim=5)": Attention("", 6, ("q_proj_weight", 6, 6), ("k_proj_weight", 4, 6), ("v_proj_weight", 5, 6)); break;
            case "torch.nn.Bilinear(3, 4, 2)": Recurrent(3, ("weight", 24), ("bias", 2)); break;
            case "torch.nn.TransformerEncoderLayer(6, 2, 8)":
                Attention("self_attn.", 6, ("in_proj_weight", 6, 18));
                Layer("linear1.", 48, 6, 8);
                Layer("linear2.", 48, 8, 6);
                Norm("norm1.", 6, running: false);
                Norm("norm2.", 6, running: false);
                break;
            case "torch.nn.PReLU(3)": Constant("weight", 3, 0.25); break;
            case "torch.nn.BatchNorm2d(4)": Norm("", 4, running: true); break;
            case "torch.nn.Sequential(torch.nn.Linear(4, 6), torch.nn.ReLU(), torch.nn.Linear(6, 2))":
                Layer("0.", 24, 4, 6);
                Layer("2.", 12, 6, 2);
                break;
            case "torch.nn.Sequential(torch.nn.Conv2d(1, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(16, 3))":
                Layer("0.", 36, 9, 4);
                Norm("1.", 4, running: true);
                Layer("4.", 48, 16, 3);
                break;
            default: return null;
        }

        return weights.ToDictionary(w => "weight." + w.Key, w => w.Value);
    }

    public static double[] Uniform(int count, double bound, TorchGenerator g) => Singles(count, v => g.Uniform(v, -bound, bound));

    /// <summary>The bound of <c>kaiming_uniform_(a=√5)</c>, evaluated in PyTorch's order of operations.</summary>
    public static double KaimingBound(int fan) => Math.Sqrt(3.0) * (Math.Sqrt(2.0 / (1 + (Math.Sqrt(5) * Math.Sqrt(5)))) / Math.Sqrt(fan));

    private static double XavierBound(int inputs, int outputs) => Math.Sqrt(3.0) * Math.Sqrt(2.0 / (inputs + outputs));

    private static double[] Orthogonal(int rows, int columns, float gain, TorchGenerator g)
    {
        var drawn = new float[rows * columns];
        g.Normal(drawn);
        var wide = rows < columns;
        var tall = wide ? Transpose(drawn, rows, columns) : drawn;
        OrthogonalMatrix.Orthonormalise(tall, Math.Max(rows, columns), Math.Min(rows, columns));
        return Array.ConvertAll(wide ? Transpose(tall, columns, rows) : tall, v => (double)(v * gain));
    }

    public static float[] Transpose(float[] matrix, int rows, int columns)
    {
        var turned = new float[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            turned[(i % columns * rows) + (i / columns)] = matrix[i];
        }

        return turned;
    }

    private static double[] Sparse(int rows, int columns, double sparsity, TorchGenerator g)
    {
        var values = Singles(rows * columns, v => g.Normal(v, 0, 0.01));
        for (var column = 0; column < columns; column++)
        {
            foreach (var row in g.RandPerm(rows).Take((int)Math.Ceiling(sparsity * rows)))
            {
                values[(row * columns) + column] = 0;
            }
        }

        return values;
    }
}
