using System.Collections;

namespace Diglot.Torch.Functional;

/// <summary>Tensors from C# values: numbers, arrays of any rank, nested lists.</summary>
internal static class TensorLiteral
{
    public static Tensor Of(object data, DType? dtype, bool requiresGrad)
    {
        var result = data switch
        {
            Tensor tensor => tensor.Detach().Clone(),
            float[] values => Tensor.From(values),
            double[] values => Tensor.From(values).To(dtype ?? DType.Float32),
            long[] values => Tensor.From(values),
            int[] values => Tensor.From(values).To(dtype ?? DType.Int64),
            bool[] values => Tensor.From(values),
            _ => Nested(data),
        };
        result = result.To(dtype ?? result.Type);
        result.RequiresGrad = requiresGrad;
        return result;
    }

    private static Tensor Nested(object data)
    {
        var lengths = new List<int>();
        for (var level = data; level is IEnumerable and not string; level = ((IEnumerable)level).Cast<object?>().FirstOrDefault())
        {
            if (level is Array { Rank: > 1 } array)
            {
                lengths.AddRange(Enumerable.Range(0, array.Rank).Select(array.GetLength));
                break;
            }

            lengths.Add(((IEnumerable)level).Cast<object?>().Count());
        }

        var values = new List<object>();
        Collect(data, values);
        var shape = lengths.ToArray();
        if (values.Count != new Shape(shape).Length)
        {
            throw new ArgumentException($"Nested lists need equal lengths at each level: the first ones give {new Size(shape)}, which is {new Shape(shape).Length} elements; there are {values.Count}.", nameof(data));
        }

        if (values.Count > 0 && values.All(static value => value is bool))
        {
            return Tensor.From(values.Cast<bool>().ToArray(), shape);
        }

        return values.Count > 0 && values.All(static value => value is int or long or byte or short)
            ? Tensor.From(values.Select(Convert.ToInt64).ToArray(), shape)
            : Tensor.From(values.Select(Convert.ToSingle).ToArray(), shape);
    }

    private static void Collect(object? data, List<object> values)
    {
        switch (data)
        {
            case null:
                throw new ArgumentException("A tensor cannot hold null.", nameof(data));
            case Tensor tensor:
                values.AddRange(tensor.ToArray<double>().Select(static value => (object)value));
                break;
            case IEnumerable list and not string:
                foreach (var item in list)
                {
                    Collect(item, values);
                }

                break;
            case bool or byte or sbyte or short or ushort or int or uint or long or float or double or Half:
                values.Add(data);
                break;
            default:
                throw new ArgumentException($"A tensor holds numbers and truth values; received {data.GetType().Name}.", nameof(data));
        }
    }
}
