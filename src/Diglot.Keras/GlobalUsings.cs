global using Diglot.Autograd;
global using Diglot.Tensors;
global using Diglot.Tensors.Shapes;
