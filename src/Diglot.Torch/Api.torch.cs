using Diglot.Autograd.Tape;

namespace Diglot.Torch;

public static partial class Api
{
    /// <summary>Tensors and functions of them: PyTorch's <c>torch</c>.</summary>
    public static partial class torch
    {
        /// <summary>Element type of 32-bit floating point.</summary>
        public static DType float32 => DType.Float32;

        /// <summary>Element type of 64-bit floating point.</summary>
        public static DType float64 => DType.Float64;

        /// <summary>Element type of 16-bit floating point.</summary>
        public static DType float16 => DType.Float16;

        /// <summary>Element type of 16-bit floating point with float32's range.</summary>
        public static DType bfloat16 => DType.BFloat16;

        /// <summary>float32.</summary>
        public static DType @float => DType.Float32;

        /// <summary>float64.</summary>
        public static DType @double => DType.Float64;

        /// <summary>int64.</summary>
        public static DType @long => DType.Int64;

        /// <summary>int32.</summary>
        public static DType @int => DType.Int32;

        /// <summary>Element type of 64-bit whole numbers.</summary>
        public static DType int64 => DType.Int64;

        /// <summary>Element type of 32-bit whole numbers.</summary>
        public static DType int32 => DType.Int32;

        /// <summary>Element type of 8-bit unsigned whole numbers.</summary>
        public static DType uint8 => DType.UInt8;

        /// <summary>Element type of truth values.</summary>
        public static DType @bool => DType.Bool;

        /// <summary>Positive infinity.</summary>
        public static double inf => double.PositiveInfinity;

        /// <summary>The circle constant.</summary>
        public static double pi => Math.PI;

        /// <summary>Not a number.</summary>
        public static double nan => double.NaN;

        /// <summary>Stops recording for gradients: <c>using (torch.no_grad()) { … }</c>.</summary>
        public static GradientMode.Scope no_grad() => GradientMode.Disable();

        /// <summary>Stops recording for gradients, as <see cref="no_grad"/> does.</summary>
        public static GradientMode.Scope inference_mode() => GradientMode.Disable();

        /// <summary>Records for gradients again inside a region that does not.</summary>
        public static GradientMode.Scope enable_grad() => GradientMode.Enable();

        /// <summary>Whether operations are recorded for gradients.</summary>
        public static bool is_grad_enabled() => GradientMode.IsEnabled;

        /// <summary>A device by name; the CPU is the one there is.</summary>
        public static Device device(string type) => type;

        /// <summary>A shape.</summary>
        public static Size Size(params int[] lengths) => new(lengths);

        /// <summary>Whether a value is a tensor.</summary>
        public static bool is_tensor(object? value) => value is Tensor;

        /// <summary>Questions about NVIDIA devices, of which there are none here.</summary>
        public static class cuda
        {
            /// <summary>False: this engine runs on the CPU.</summary>
            public static bool is_available() => false;

            /// <summary>0.</summary>
            public static int device_count() => 0;
        }
    }
}
