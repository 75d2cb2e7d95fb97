using System.Globalization;
using System.Text.RegularExpressions;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Table <c>rng/keras_tensorflow</c>, layers that draw: what comes after <c>set_random_seed</c>.</summary>
public sealed partial class KerasSeeds : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["rng/keras_tensorflow"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        if (DropoutTwice().Match(golden.Text("code")) is not { Success: true } call)
        {
            throw new UnclaimedException("lines of Python around keras.random; the tests of Diglot.Tensors judge the generators");
        }

        keras.utils.set_random_seed(golden.Json.GetProperty("seed").GetInt64());
        var layer = keras.layers.Dropout(double.Parse(call.Groups[1].Value, CultureInfo.InvariantCulture));
        for (var i = 0; golden.Tensors.Has($"value.{i}"); i++)
        {
            comparison.Same($"call {i}", golden.Tensors[$"value.{i}"], layer.call(Tensor.Ones([.. golden.Tensors[$"value.{i}"].Shape]), training: true).Data, 0, 1e-6);
        }
    }

    [GeneratedRegex(@"^l = keras\.layers\.Dropout\(([0-9.]+)\); l\(ones\(.*\)\), training=True\) twice$")]
    private static partial Regex DropoutTwice();
}
