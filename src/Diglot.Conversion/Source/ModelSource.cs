namespace Diglot.Conversion.Source;

/// <summary>Networks as programs, written as an experienced user writes them: named members, a readable <c>forward</c>, a line that loads the weights.</summary>
public static class ModelSource
{
    /// <summary>A PyTorch program in Python.</summary>
    /// <param name="converted">The network.</param>
    /// <param name="weights">The file with its weights.</param>
    public static string Python(TorchConversion converted, WeightsFile weights) => new TorchPython(converted, weights).Write();

    /// <summary>A Keras program in Python.</summary>
    /// <param name="converted">The model.</param>
    /// <param name="weights">The file with its weights.</param>
    public static string Python(KerasConversion converted, WeightsFile weights) => new KerasPython(converted, weights).Write();

    /// <summary>A C# program on this library's PyTorch face, for <c>dotnet run model.cs</c>.</summary>
    /// <param name="converted">The network.</param>
    /// <param name="weights">The file with its weights.</param>
    /// <param name="folder">Where the program will lie, so that it finds the library.</param>
    public static string CSharp(TorchConversion converted, WeightsFile weights, string folder = ".")
        => new TorchCSharp(converted, weights, Library.Directives(weights.Format is Files.TargetFormat.Torch ? "Diglot.Torch" : "Diglot.Conversion", folder)).Write();

    /// <summary>A C# program on this library's Keras face, for <c>dotnet run model.cs</c>.</summary>
    /// <param name="converted">The model.</param>
    /// <param name="weights">The file with its weights.</param>
    /// <param name="folder">Where the program will lie, so that it finds the library.</param>
    public static string CSharp(KerasConversion converted, WeightsFile weights, string folder = ".") => new KerasCSharp(converted, weights, Library.Directives("Diglot.Keras", folder)).Write();
}
