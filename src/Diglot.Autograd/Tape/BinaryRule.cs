namespace Diglot.Autograd.Tape;

/// <summary>The gradient of one of two inputs, from both inputs as saved and the gradient of the result, before summing over broadcast axes.</summary>
internal delegate Tensor BinaryRule(Saved left, Saved right, Tensor dy);
