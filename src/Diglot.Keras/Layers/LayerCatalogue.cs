using Diglot.Keras.Layers.Activations;
using Diglot.Keras.Layers.Convolution;
using Diglot.Keras.Layers.Core;
using Diglot.Keras.Layers.Merging;
using Diglot.Keras.Layers.Normalization;
using Diglot.Keras.Layers.Pooling;
using Diglot.Keras.Layers.Preprocessing;
using Diglot.Keras.Layers.Regularization;
using Diglot.Keras.Layers.Reshaping;

namespace Diglot.Keras.Layers;

/// <summary>The one list of layers: every kind that programs and files can name.</summary>
internal static class LayerCatalogue
{
    private static readonly Type[] Kinds =
    [
        // Core
        typeof(InputLayer), typeof(Dense), typeof(Activation), typeof(Identity),

        // Activations
        typeof(ReLU), typeof(LeakyReLU), typeof(ELU), typeof(PReLU), typeof(Softmax),

        // Convolution and pooling
        typeof(Conv1D), typeof(Conv2D), typeof(DepthwiseConv2D), typeof(SeparableConv2D), typeof(Conv2DTranspose),
        typeof(AveragePooling1D), typeof(AveragePooling2D), typeof(AveragePooling3D), typeof(MaxPooling1D), typeof(MaxPooling2D), typeof(MaxPooling3D), typeof(GlobalAveragePooling1D), typeof(GlobalAveragePooling2D), typeof(GlobalAveragePooling3D), typeof(GlobalMaxPooling1D), typeof(GlobalMaxPooling2D), typeof(GlobalMaxPooling3D),

        // Normalization and regularization
        typeof(BatchNormalization), typeof(Dropout), typeof(SpatialDropout2D),

        // Reshaping
        typeof(Flatten), typeof(Reshape), typeof(Permute), typeof(RepeatVector), typeof(ZeroPadding2D), typeof(Cropping2D), typeof(UpSampling2D),

        // Merging
        typeof(Add), typeof(Subtract), typeof(Multiply), typeof(Average), typeof(Maximum), typeof(Minimum), typeof(Concatenate),

        // Preprocessing
        typeof(Rescaling),
    ];

    /// <summary>Classes by the names in files.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = Kinds.ToDictionary(static kind => kind.Name);
}
