using System.Globalization;
using System.Text.RegularExpressions;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Entries of table <c>rng/keras_tensorflow</c> whose layers draw, through the public face: what comes after <c>set_random_seed</c>.</summary>
internal static partial class KerasSeeds
{
    /// <summary>Judges an entry if it is of this sort.</summary>
    public static void Judge(GoldenCase golden, Comparison comparison)
    {
        if (DropoutTwice().Match(golden.Text("code")) is not { Success: true } call)
        {
            return;
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
