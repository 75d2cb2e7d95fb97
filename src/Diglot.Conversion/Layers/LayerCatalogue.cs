namespace Diglot.Conversion.Layers;

/// <summary>The one list of layer kinds that can be converted.</summary>
public static class LayerCatalogue
{
    /// <summary>The conversions, one line each.</summary>
    public static IReadOnlyList<LayerConversion> All { get; } =
    [
        // Core
        new DenseConversion(),
        new EmbeddingConversion(),
        new IdentityConversion(),

        // Convolution and pooling
        new ConvolutionConversion(),
        new DepthwiseConvolutionConversion(),
        new SeparableConvolutionConversion(),
        new TransposedConvolutionConversion(),
        new PoolingConversion(),
        new GlobalPoolingConversion(),
        new PaddingConversion(),
        new UpsamplingConversion(),

        // Activations
        new ActivationConversion(),
        new RectifierConversion(),
        new SoftmaxConversion(),
        new GatedLinearUnitConversion(),
        new ThresholdConversion(),
        new ParametricReLUConversion(),

        // Normalization and regularization
        new BatchNormalizationConversion(),
        new LayerNormalizationConversion(),
        new RootMeanSquareNormalizationConversion(),
        new GroupNormalizationConversion(),
        new DropoutConversion(),

        // Shapes
        new FlattenConversion(),
        new ReshapeConversion(),
        new PermuteConversion(),

        // Merging
        new MergeConversion(),
        new ConcatenateConversion(),
        new DotConversion(),

        // Preprocessing
        new RescalingConversion(),
        new StandardizationConversion(),
    ];

    private static readonly Dictionary<string, LayerConversion> Keras = ByName(static conversion => conversion.KerasNames);
    private static readonly Dictionary<string, LayerConversion> Torch = ByName(static conversion => conversion.TorchNames);

    /// <summary>The conversion of a Keras class, or null.</summary>
    public static LayerConversion? OfKeras(string className) => Keras.GetValueOrDefault(className);

    /// <summary>The conversion of a PyTorch class, or null.</summary>
    public static LayerConversion? OfTorch(string className) => Torch.GetValueOrDefault(className);

    /// <summary>The conversion of a layer of the graph.</summary>
    public static LayerConversion Of(Layer layer) => All.First(conversion => conversion.Handles(layer));

    private static Dictionary<string, LayerConversion> ByName(Func<LayerConversion, IReadOnlyList<string>> names)
        => All.SelectMany(conversion => names(conversion).Select(name => (name, conversion))).ToDictionary(static pair => pair.name, static pair => pair.conversion);
}
