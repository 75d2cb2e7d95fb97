global using Diglot.Faces;
