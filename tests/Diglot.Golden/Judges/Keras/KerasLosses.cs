using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Losses;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Table <c>losses/keras</c>: value and gradient of each loss class.</summary>
public sealed class KerasLosses : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["losses/keras"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var loss = KerasClasses.Make<Loss>(golden.Text("class"), golden.Json.GetProperty("args"), "keras.losses");
        var tensors = golden.Tensors;
        Tensor? Optional(string name) => tensors.Has(name) ? new(tensors[name]) : null;
        var prediction = new Tensor(tensors["y_pred"].Copy(), requiresGrad: true);
        var value = loss.call(new(tensors["y_true"]), prediction, Optional("sample_weight"), Optional("mask"));
        comparison.Same("value", tensors["value"], value.Data);
        (Optional("cotangent") is { } cotangent ? (value * cotangent).Sum() : value).Backward();
        comparison.Same("grad", tensors["grad"], prediction.Grad!.Data);
    }
}
