global using Diglot.Autograd;
global using Diglot.Graph;
global using Diglot.Graph.Layers;
global using Diglot.Graph.Weights;
global using Diglot.Tensors;
