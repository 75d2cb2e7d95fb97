using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Passes;
using Diglot.Conversion.Training;
using Diglot.Keras.Models;

namespace Diglot.Conversion;

/// <summary>A network on its way to Keras.</summary>
/// <param name="Source">The graph as the source has it.</param>
/// <param name="Layout">The channels-last graph, and where each value of the source's is in it.</param>
/// <param name="Plan">Layers and their calls: what files, live models and source text are made from.</param>
/// <param name="Notes">What the user should know.</param>
public sealed record KerasConversion(NetworkGraph Source, LayoutResult Layout, KerasPlan Plan, IReadOnlyList<ConversionNote> Notes)
{
    private Model? _model;

    /// <summary>The live model with the source's weights, compiled where the source's training is known; made at the first call.</summary>
    public Model Model
    {
        get
        {
            if (_model is null)
            {
                _model = LiveModel.Make(Plan);
                if (Source.Training is { } training)
                {
                    KerasOptimizers.Compile(_model, training, Plan);
                }
            }

            return _model;
        }
    }

    /// <summary>Where each variable comes from.</summary>
    public IReadOnlyList<WeightMapping> Weights => [.. Plan.Layers.SelectMany(static layer => layer.Weights.Select(weight => new WeightMapping(weight.Weight.Name, $"{layer.Name}/{weight.Name}", weight.Weight)))];
}
