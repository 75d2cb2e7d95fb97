namespace Diglot.Faces.Generator;

/// <summary>Everything that the text of one class's factories depends on, comparable, so that unchanged classes are not generated again.</summary>
internal record struct FactoryModel(string RootNamespace, string Path, string FileName, string Methods);
