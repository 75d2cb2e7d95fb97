namespace Diglot.Keras.Optimizers;

/// <summary>The arguments that all optimizers share.</summary>
/// <param name="WeightDecay">Shrinks weights by lr · weight_decay each step, apart from the gradient.</param>
/// <param name="ClipNorm">Largest norm of each gradient.</param>
/// <param name="ClipValue">Largest absolute value of each element of a gradient.</param>
/// <param name="GlobalClipNorm">Largest norm of all gradients together.</param>
/// <param name="UseEma">Whether running means of the weights are kept.</param>
/// <param name="EmaMomentum">Share of the old running mean.</param>
/// <param name="EmaOverwriteFrequency">After how many steps the weights are set to their running means.</param>
/// <param name="AccumulationSteps">Over how many steps gradients are averaged before weights move.</param>
public sealed record OptimizerOptions(
    double? WeightDecay = null,
    double? ClipNorm = null,
    double? ClipValue = null,
    double? GlobalClipNorm = null,
    bool UseEma = false,
    double EmaMomentum = 0.99,
    int? EmaOverwriteFrequency = null,
    int? AccumulationSteps = null);
