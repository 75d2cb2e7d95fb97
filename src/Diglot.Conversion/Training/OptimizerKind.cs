namespace Diglot.Conversion.Training;

/// <summary>An optimizer that both frameworks have: its arguments and what it remembers, by both names.</summary>
/// <param name="Name">Its class, the same in both.</param>
/// <param name="Settings">Its arguments beside the learning rate.</param>
/// <param name="Slots">What it remembers, in Keras's order: groups one after the other, within a group the slots of one weight side by side.</param>
internal sealed record OptimizerKind(string Name, IReadOnlyList<OptimizerSetting> Settings, IReadOnlyList<OptimizerSlot[]> Slots)
{
    private static readonly OptimizerSetting FirstBeta = new("beta_1", "betas", 0.9, 0.9), SecondBeta = new("beta_2", "betas", 0.999, 0.999);
    private static readonly OptimizerSlot Mean = new("mean", "exp_avg"), Square = new("square", "exp_avg_sq"), LargestSquare = new("largest square", "max_exp_avg_sq") { When = "amsgrad" };

    /// <summary>All that can be carried over.</summary>
    public static IReadOnlyList<OptimizerKind> All { get; } =
    [
        new("SGD", [new("momentum", "momentum", 0, 0), new("weight_decay", "weight_decay", 0, 0), new("nesterov", "nesterov", 0, 0) { IsFlag = true }],
            [[new("momentum", "momentum_buffer") { When = "momentum", KerasFactor = static rate => -rate }]]),
        new("Adam", [FirstBeta, SecondBeta, new("epsilon", "eps", 1e-7, 1e-8), new("weight_decay", "weight_decay", 0, 0), new("amsgrad", "amsgrad", 0, 0) { IsFlag = true }], [[Mean, Square], [LargestSquare]]),
        new("AdamW", [FirstBeta, SecondBeta, new("epsilon", "eps", 1e-7, 1e-8), new("weight_decay", "weight_decay", 0.004, 0.01), new("amsgrad", "amsgrad", 0, 0) { IsFlag = true }], [[Mean, Square], [LargestSquare]]),
        new("Adamax", [FirstBeta, SecondBeta, new("epsilon", "eps", 1e-7, 1e-8)], [[Mean, new("norm", "exp_inf")]]),
        new("RMSprop", [new("rho", "alpha", 0.9, 0.99), new("momentum", "momentum", 0, 0), Inside, new("centered", "centered", 0, 0) { IsFlag = true }],
            [[new("square", "square_avg")], [new("momentum", "momentum_buffer") { When = "momentum", KerasFactor = static rate => rate }], [new("mean", "grad_avg") { When = "centered" }]]),
        new("Adagrad", [new("initial_accumulator_value", "initial_accumulator_value", 0.1, 0), Inside with { TorchDefault = 1e-10 }], [[new("sum of squares", "sum")]]),
        new("Adadelta", [new("rho", "rho", 0.95, 0.9), new("epsilon", "eps", 1e-7, 1e-6)], [[new("square", "square_avg"), new("square of steps", "acc_delta")]]),
    ];

    /// <summary>Keras takes weight decay off the weights themselves. Whether PyTorch's class of this name, or AdamW, does so too.</summary>
    public bool DecaysWeights => Name is "Adam" or "AdamW";

    // √(v + ε) in Keras, √v + eps in PyTorch: the same where v is 0, and next to it elsewhere.
    private static OptimizerSetting Inside => new("epsilon", "eps", 1e-7, 1e-8) { IsUnderRoot = true };

    /// <summary>By the class's name, in any spelling; null where it cannot be carried over.</summary>
    public static OptimizerKind? Of(string name) => All.FirstOrDefault(kind => kind.Name.Equals(name.Replace("Custom>", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <summary>What an optimizer with these settings remembers.</summary>
    public IEnumerable<OptimizerSlot[]> Remembered(IReadOnlyDictionary<string, double> settings)
        => Slots.Select(group => group.Where(slot => slot.When is null || settings.GetValueOrDefault(slot.When) != 0).ToArray()).Where(static group => group.Length > 0);
}
