using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;

namespace Diglot.Keras.Layers;

/// <summary>How a weight begins and what holds it in bounds.</summary>
/// <param name="Initializer">First values.</param>
/// <param name="Regularizer">Penalty in the loss, or null.</param>
/// <param name="Constraint">Projection after each step, or null.</param>
internal sealed record WeightSetup(Initializer Initializer, Regularizer? Regularizer, Constraint? Constraint);
