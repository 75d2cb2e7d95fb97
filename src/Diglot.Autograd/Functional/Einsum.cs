namespace Diglot.Autograd.Functional;

/// <summary>
/// Sums of products named by letters: <c>"bij,bjk->bik"</c> is a batched matrix product. Letters that the result does not name are summed.
/// </summary>
/// <remarks>Source: numpy.org/doc/stable/reference/generated/numpy.einsum.html; PyTorch and Keras follow it.</remarks>
public static class Einsum
{
    private const string EllipsisLetters = "ΑΒΓΔΕΖΗΘ";

    /// <summary>Evaluates an equation, operands taken from left to right.</summary>
    /// <exception cref="ArgumentException">The equation does not fit the operands.</exception>
    public static Tensor Run(string equation, params ReadOnlySpan<Tensor> operands)
    {
        var text = equation.Replace(" ", string.Empty);
        var arrow = text.IndexOf("->", StringComparison.Ordinal);
        var inputs = (arrow < 0 ? text : text[..arrow]).Split(',');
        if (inputs.Length != operands.Length)
        {
            throw new ArgumentException($"The equation \"{equation}\" names {inputs.Length} operands; {operands.Length} were given.", nameof(equation));
        }

        var widest = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Contains("...", StringComparison.Ordinal))
            {
                widest = Math.Max(widest, operands[i].Rank - (inputs[i].Length - 3));
            }
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = WithoutEllipsis(inputs[i], operands[i].Rank - (inputs[i].Length - 3));
        }

        var output = arrow >= 0 ? WithoutEllipsis(text[(arrow + 2)..], widest) : Implied(inputs, widest);
        var (value, letters) = Diagonals(operands[0], inputs[0], equation);
        for (var i = 1; i < inputs.Length; i++)
        {
            var (next, nextLetters) = Diagonals(operands[i], inputs[i], equation);
            var wanted = output + string.Concat(inputs.Skip(i + 1));
            (value, letters) = Pair(value, letters, next, nextLetters, wanted, equation);
        }

        var summed = letters.Where(letter => !output.Contains(letter)).Select(letter => letters.IndexOf(letter)).ToArray();
        value = summed.Length > 0 ? value.Sum(summed) : value;
        letters = string.Concat(letters.Where(output.Contains));
        var missing = output.Where(letter => !letters.Contains(letter)).ToArray();
        return missing.Length == 0 && output.Distinct().Count() == output.Length
            ? value.Permute([.. output.Select(letter => letters.IndexOf(letter))])
            : throw new ArgumentException($"The result of \"{equation}\" must name each letter once, and only letters of the operands.", nameof(equation));
    }

    private static string WithoutEllipsis(string letters, int axes)
        => letters.Replace("...", axes > 0 ? EllipsisLetters[(EllipsisLetters.Length - axes)..] : string.Empty);

    /// <summary>Without an arrow the result names, in alphabetical order, each letter that stands once.</summary>
    private static string Implied(string[] inputs, int ellipsisAxes)
    {
        var all = string.Concat(inputs);
        var broadcast = EllipsisLetters[(EllipsisLetters.Length - ellipsisAxes)..];
        return broadcast + string.Concat(all.Where(letter => !broadcast.Contains(letter) && all.Count(other => other == letter) == 1).Order());
    }

    /// <summary>Takes the diagonal where one operand names a letter twice.</summary>
    private static (Tensor Value, string Letters) Diagonals(Tensor value, string letters, string equation)
    {
        if (value.Rank != letters.Length)
        {
            throw new ArgumentException($"\"{letters}\" in the equation \"{equation}\" names {letters.Length} axes; the operand has shape {value.Shape}.", nameof(equation));
        }

        for (var i = 0; i < letters.Length; i++)
        {
            var again = letters.IndexOf(letters[i], i + 1);
            if (again > 0)
            {
                var letter = letters[i];
                value = value.Diagonal(0, i, again);
                letters = letters.Remove(again, 1).Remove(i, 1) + letter;
                i = -1;
            }
        }

        return (value, letters);
    }

    /// <summary>The product of two operands as a batched matrix product.</summary>
    private static (Tensor Value, string Letters) Pair(Tensor a, string aLetters, Tensor b, string bLetters, string wanted, string equation)
    {
        var shared = aLetters.Where(bLetters.Contains).ToArray();
        var lengths = new Dictionary<char, int>();
        foreach (var (tensor, letters) in new[] { (a, aLetters), (b, bLetters) })
        {
            for (var i = 0; i < letters.Length; i++)
            {
                var length = tensor.Shape[i];
                if (lengths.TryGetValue(letters[i], out var known) && known != length && known != 1 && length != 1)
                {
                    throw new ArgumentException($"The letter '{letters[i]}' in \"{equation}\" stands for {known} and for {length} elements.", nameof(equation));
                }

                lengths[letters[i]] = Math.Max(length, known);
            }
        }

        var batch = string.Concat(shared.Where(wanted.Contains));
        var contracted = string.Concat(shared.Where(letter => !wanted.Contains(letter)));
        var left = string.Concat(aLetters.Where(letter => !shared.Contains(letter)));
        var right = string.Concat(bLetters.Where(letter => !shared.Contains(letter)));
        var product = Tensor.MatMul(Arranged(a, aLetters, batch, left, contracted), Arranged(b, bLetters, batch, contracted, right));
        var joined = batch + left + right;
        return (product.Reshape([.. joined.Select(letter => lengths[letter])]), joined);

        Tensor Arranged(Tensor value, string letters, string outer, string rows, string columns)
        {
            var order = outer + rows + columns;
            var arranged = value.Permute([.. order.Select(letter => letters.IndexOf(letter))]);
            var full = order.Select(letter => lengths[letter]).ToArray();
            return arranged.BroadcastTo(full).Reshape(
                outer.Aggregate(1, (product, letter) => product * lengths[letter]),
                rows.Aggregate(1, (product, letter) => product * lengths[letter]),
                columns.Aggregate(1, (product, letter) => product * lengths[letter]));
        }
    }
}
