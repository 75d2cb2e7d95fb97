namespace Diglot.Keras.Saving;

/// <summary>A Keras configuration asks for something that does not exist or does not fit.</summary>
public sealed class ConfigException(string message, Exception? cause = null) : ArgumentException(message, cause);
