namespace Diglot.Torch;

/// <content>Methods of modules that give the module back, under its own type, so that <c>var net = new Net().to("cpu")</c> stays a Net.</content>
public static partial class Api
{
    extension<T>(T module)
        where T : nn.Module
    {
        /// <summary>Sets training mode for this module and all within it.</summary>
        /// <param name="mode">False: evaluation mode.</param>
        public T train(bool mode = true)
        {
            foreach (var part in module.modules())
            {
                part.training = mode;
            }

            return module;
        }

        /// <summary>Sets evaluation mode: dropout passes everything, batch norm uses its running statistics.</summary>
        public T eval() => module.train(false);

        /// <summary>Calls a function with every module within this one, innermost first, this one last.</summary>
        public T apply(Action<nn.Module> fn)
        {
            foreach (var child in module.children())
            {
                child.apply(fn);
            }

            fn(module);
            return module;
        }

        /// <summary>Sets whether all parameters collect gradients, as for freezing a part of a network.</summary>
        public T requires_grad_(bool requires_grad = true)
        {
            foreach (var parameter in module.parameters())
            {
                parameter.RequiresGrad = requires_grad;
            }

            return module;
        }

        /// <summary>Converts all floating-point parameters and buffers, in place: optimizers keep their hold of them.</summary>
        /// <param name="dtype">A floating-point type.</param>
        /// <exception cref="ArgumentException">The type is not floating point.</exception>
        public T to(DType dtype)
        {
            if (!dtype.IsFloatingPoint)
            {
                throw new ArgumentException($"nn.Module.to only accepts floating point dtypes, but got desired dtype={DTypeText.Of(dtype)}", nameof(dtype));
            }

            foreach (var tensor in module.parameters().Concat(module.buffers()))
            {
                if (tensor.Type.IsFloatingPoint)
                {
                    tensor.ReplaceData(tensor.Data.To(dtype));
                    tensor.Grad?.ReplaceData(tensor.Grad.Data.To(dtype));
                }
            }

            return module;
        }

        /// <summary>Names the device to run on: the CPU is the one there is.</summary>
        public T to(Device device)
        {
            device.Require();
            return module;
        }

        /// <summary>The CPU, where everything runs anyway.</summary>
        public T cpu() => module;

        /// <summary>float64 parameters and buffers.</summary>
        public T @double() => module.to(DType.Float64);

        /// <summary>float32 parameters and buffers.</summary>
        public T @float() => module.to(DType.Float32);
    }
}
