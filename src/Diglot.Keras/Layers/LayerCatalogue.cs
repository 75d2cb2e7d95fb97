using Diglot.Keras.Layers.Activations;
using Diglot.Keras.Layers.Convolution;
using Diglot.Keras.Layers.Core;
using Diglot.Keras.Layers.Merging;
using Diglot.Keras.Layers.Normalization;
using Diglot.Keras.Layers.Pooling;
using Diglot.Keras.Layers.Preprocessing;
using Diglot.Keras.Layers.Regularization;
using Diglot.Keras.Layers.Reshaping;
using Diglot.Keras.Layers.Wrappers;

namespace Diglot.Keras.Layers;

/// <summary>The one list of layers: every kind that programs and files can name.</summary>
internal static class LayerCatalogue
{
    private static readonly Type[] Kinds =
    [
        // Core
        typeof(InputLayer), typeof(Dense), typeof(EinsumDense), typeof(Embedding), typeof(Activation), typeof(Identity),

        // Activations
        typeof(ReLU), typeof(LeakyReLU), typeof(ELU), typeof(PReLU), typeof(Softmax),

        // Convolution and pooling
        typeof(Conv1D), typeof(Conv2D), typeof(Conv3D), typeof(DepthwiseConv2D), typeof(DepthwiseConv1D), typeof(SeparableConv2D), typeof(SeparableConv1D), typeof(Conv2DTranspose), typeof(Conv1DTranspose), typeof(Conv3DTranspose),
        typeof(AveragePooling1D), typeof(AveragePooling2D), typeof(AveragePooling3D), typeof(MaxPooling1D), typeof(MaxPooling2D), typeof(MaxPooling3D), typeof(GlobalAveragePooling1D), typeof(GlobalAveragePooling2D), typeof(GlobalAveragePooling3D), typeof(GlobalMaxPooling1D), typeof(GlobalMaxPooling2D), typeof(GlobalMaxPooling3D), typeof(AdaptiveAveragePooling1D), typeof(AdaptiveAveragePooling2D), typeof(AdaptiveAveragePooling3D), typeof(AdaptiveMaxPooling1D), typeof(AdaptiveMaxPooling2D), typeof(AdaptiveMaxPooling3D),

        // Normalization and regularization
        typeof(BatchNormalization), typeof(LayerNormalization), typeof(GroupNormalization), typeof(RMSNormalization), typeof(UnitNormalization), typeof(Dropout), typeof(SpatialDropout2D), typeof(SpatialDropout1D), typeof(SpatialDropout3D), typeof(GaussianNoise), typeof(GaussianDropout), typeof(AlphaDropout), typeof(ActivityRegularization),

        // Reshaping
        typeof(Flatten), typeof(Reshape), typeof(Permute), typeof(RepeatVector), typeof(ZeroPadding2D), typeof(ZeroPadding1D), typeof(ZeroPadding3D), typeof(Cropping1D), typeof(Cropping3D), typeof(UpSampling1D), typeof(UpSampling3D), typeof(Cropping2D), typeof(UpSampling2D),

        // Merging
        typeof(Add), typeof(Subtract), typeof(Multiply), typeof(Average), typeof(Maximum), typeof(Minimum), typeof(Concatenate), typeof(Dot),

        // Wrappers
        typeof(TimeDistributed), typeof(SpectralNormalization),

        // Preprocessing
        typeof(Rescaling), typeof(Preprocessing.Normalization), typeof(CategoryEncoding), typeof(Discretization), typeof(CenterCrop), typeof(Resizing),
    ];

    /// <summary>Classes by the names in files.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = Kinds.ToDictionary(static kind => kind.Name);
}
