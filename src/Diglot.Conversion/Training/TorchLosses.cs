using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Graph.Training;

namespace Diglot.Conversion.Training;

/// <summary>Which loss of PyTorch computes the same, and what it has to be given.</summary>
public static class TorchLosses
{
    /// <summary>The module of a loss and what to mind; the network gives logits if <paramref name="logits"/>.</summary>
    /// <param name="loss">What is computed.</param>
    /// <param name="logits">Whether the network gives logits.</param>
    public static (TorchCall Call, string Usage) Of(LossForm loss, bool logits)
    {
        var reduction = loss.Reduction == "mean" ? Array.Empty<(string? Name, object? Value)>() : [("reduction", (object?)loss.Reduction)];
        var smoothing = loss.LabelSmoothing == 0 ? Array.Empty<(string? Name, object? Value)>() : [("label_smoothing", (object?)loss.LabelSmoothing)];
        logits |= loss.FromLogits;
        return loss.Kind switch
        {
            LossKind.CategoricalCrossentropy when logits => (new TorchCall("CrossEntropyLoss", [.. reduction, .. smoothing]), "loss(logits, one_hot.float())"),
            LossKind.CategoricalCrossentropy => (new TorchCall("NLLLoss", reduction), "loss(torch.log(p), one_hot.argmax(1)); for targets that are no classes -(target * torch.log(p)).sum(1).mean()"),
            LossKind.SparseCategoricalCrossentropy when logits => (new TorchCall("CrossEntropyLoss", reduction), "loss(logits, classes.long())"),
            LossKind.SparseCategoricalCrossentropy => (new TorchCall("NLLLoss", reduction), "loss(torch.log(p), classes.long())"),
            LossKind.BinaryCrossentropy when logits => (new TorchCall("BCEWithLogitsLoss", reduction), "loss(logits, target.float())"),
            LossKind.BinaryCrossentropy => (new TorchCall("BCELoss", reduction), "loss(p, target.float())"),
            LossKind.MeanSquaredError => (new TorchCall("MSELoss", reduction), "loss(prediction, target)"),
            LossKind.MeanAbsoluteError => (new TorchCall("L1Loss", reduction), "loss(prediction, target)"),
            LossKind.Huber => (new TorchCall("HuberLoss", loss.Delta == 1 ? reduction : [.. reduction, ("delta", loss.Delta)]), "loss(prediction, target)"),
            _ => (new TorchCall("KLDivLoss", ("reduction", loss.Reduction == "mean" ? "batchmean" : loss.Reduction)), "loss(torch.log(p), target)"),
        };
    }
}
