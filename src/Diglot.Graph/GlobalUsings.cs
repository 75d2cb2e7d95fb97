global using Diglot.Tensors;
