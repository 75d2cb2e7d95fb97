namespace Diglot.Golden.Running;

/// <summary>A judge meets something that the product does not say it supports, such as a layer that no catalogue lists.</summary>
public sealed class UnclaimedException(string message) : Exception(message);
