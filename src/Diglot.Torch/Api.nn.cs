using Diglot.Torch.NN.Core;

namespace Diglot.Torch;

public static partial class Api
{
    /// <summary>Building blocks of networks: <c>torch.nn</c>.</summary>
    public static partial class nn
    {
        /// <summary>Makes a tensor a parameter: a field of a module that holds it is found by <c>parameters()</c> and stored by <c>state_dict()</c>.</summary>
        /// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html. Python has a subclass of tensor for it; here it is a mark on the tensor.</remarks>
        /// <param name="data">The values.</param>
        /// <param name="requires_grad">Whether gradients are collected.</param>
        public static Tensor Parameter(Tensor data, bool requires_grad = true) => ParameterMark.Set(new Tensor(data.Data, requires_grad));

        /// <summary>Whether a tensor is a parameter.</summary>
        public static bool IsParameter(Tensor tensor) => ParameterMark.Has(tensor);
    }
}
