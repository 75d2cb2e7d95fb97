namespace Diglot.Keras.Initializers;

/// <summary>Every initializer by the names that files and programs use.</summary>
internal static class InitializerCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new Dictionary<string, Type>
    {
        ["Orthogonal"] = typeof(Orthogonal),
        ["orthogonal"] = typeof(Orthogonal),
        ["OrthogonalInitializer"] = typeof(Orthogonal),
        ["Identity"] = typeof(Identity),
        ["identity"] = typeof(Identity),
        ["IdentityInitializer"] = typeof(Identity),
        ["Zeros"] = typeof(Zeros),
        ["zeros"] = typeof(Zeros),
        ["zero"] = typeof(Zeros),
        ["Ones"] = typeof(Ones),
        ["ones"] = typeof(Ones),
        ["one"] = typeof(Ones),
        ["Constant"] = typeof(Constant),
        ["constant"] = typeof(Constant),
        ["RandomUniform"] = typeof(RandomUniform),
        ["random_uniform"] = typeof(RandomUniform),
        ["uniform"] = typeof(RandomUniform),
        ["RandomNormal"] = typeof(RandomNormal),
        ["random_normal"] = typeof(RandomNormal),
        ["normal"] = typeof(RandomNormal),
        ["TruncatedNormal"] = typeof(TruncatedNormal),
        ["truncated_normal"] = typeof(TruncatedNormal),
        ["VarianceScaling"] = typeof(VarianceScaling),
        ["variance_scaling"] = typeof(VarianceScaling),
        ["GlorotUniform"] = typeof(GlorotUniform),
        ["glorot_uniform"] = typeof(GlorotUniform),
        ["GlorotNormal"] = typeof(GlorotNormal),
        ["glorot_normal"] = typeof(GlorotNormal),
        ["HeUniform"] = typeof(HeUniform),
        ["he_uniform"] = typeof(HeUniform),
        ["HeNormal"] = typeof(HeNormal),
        ["he_normal"] = typeof(HeNormal),
        ["LecunUniform"] = typeof(LecunUniform),
        ["lecun_uniform"] = typeof(LecunUniform),
        ["LecunNormal"] = typeof(LecunNormal),
        ["lecun_normal"] = typeof(LecunNormal),
    };
}
