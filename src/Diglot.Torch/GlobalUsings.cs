global using Diglot.Autograd;
global using Diglot.Faces;
global using Diglot.Tensors;
global using Diglot.Tensors.Shapes;
global using Diglot.Torch.Tensors;
global using static Diglot.Torch.Api;
global using Module = Diglot.Torch.Api.nn.Module;
