global using Diglot.Autograd;
global using Diglot.Faces;
global using Diglot.Tensors;
global using Diglot.Tensors.Shapes;
