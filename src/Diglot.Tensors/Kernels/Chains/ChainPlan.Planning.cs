using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Tensors.Kernels.Chains;

/// <content>From steps to stages.</content>
public sealed unsafe partial class ChainPlan<T>
{
    /// <summary>Joins the image steps into stages; <paramref name="next"/> becomes the first step that is none.</summary>
    private (ImageStage<T>[] Stages, int Parameters) PlanImages(IReadOnlyList<ChainStep> steps, int channels, int height, int width, ref int next)
    {
        int lanes = Lanes.Count<T>(), parameter = 0;
        var stages = new List<ImageStage<T>>();
        ImageStage<T>? open = null;
        bool features = height == 1 && width == 1 && steps[0] is not (ConvolutionStep or PoolingStep);
        for (; !features && next < steps.Count && steps[next] is not (FlattenStep or DenseStep); next++)
        {
            switch (steps[next])
            {
                case ConvolutionStep step:
                    var convolution = new LaneConvolution<T>(ShapeOf(step, channels, height, width), inputGradient: true);
                    open = new ImageStage<T> { Input = convolution.Input, Convolution = convolution, Parameter = parameter };
                    stages.Add(open);
                    parameter += 2;
                    (channels, height, width) = (convolution.Shape.OutChannels, convolution.Shape.OutHeight, convolution.Shape.OutWidth);
                    break;
                case ActivationStep step:
                    if (open is null || open.Pooling is not null || open.Activation != ActivationKind.Linear)
                    {
                        open = new ImageStage<T> { Input = new LaneImage(channels, height, width, lanes) };
                        stages.Add(open);
                    }
                    open.Activation = step.Kind;
                    break;
                case PoolingStep step:
                    if (open is null || open.Pooling is not null)
                    {
                        open = new ImageStage<T> { Input = new LaneImage(channels, height, width, lanes) };
                        stages.Add(open);
                    }
                    open.Activated = new LaneImage(channels, height, width, lanes);
                    open.Pooling = new LanePooling<T>(ShapeOf(step, channels, height, width));
                    (height, width) = (open.Pooling.Shape.OutHeight, open.Pooling.Shape.OutWidth);
                    break;
            }
            open!.Output = new LaneImage(channels, height, width, lanes);
        }
        for (int i = 0; i < stages.Count; i++)
        {
            if (i + 1 < stages.Count) { stages[i].Output = stages[i + 1].Input; }
            if (stages[i].Pooling is null) { stages[i].Activated = stages[i].Output; }
            else if (stages[i].PoolsInput) { stages[i].Activated = stages[i].Input; }
        }
        return ([.. stages], parameter);
    }

    private static List<(int Features, int Units, int Parameter, ActivationKind Activation)> PlanDense(IReadOnlyList<ChainStep> steps, int next, int parameter, int features)
    {
        var dense = new List<(int Features, int Units, int Parameter, ActivationKind Activation)>();
        for (; next < steps.Count; next++)
        {
            switch (steps[next])
            {
                case DenseStep step:
                    dense.Add((features, step.Units, parameter, ActivationKind.Linear));
                    parameter += 2;
                    features = step.Units;
                    break;
                case ActivationStep step when dense.Count > 0 && dense[^1].Activation == ActivationKind.Linear:
                    dense[^1] = dense[^1] with { Activation = step.Kind };
                    break;
                case ActivationStep step:
                    dense.Add((features, features, -1, step.Kind));
                    break;
            }
        }
        return dense;
    }

    private List<(int Features, int Units, int Parameter, ActivationKind Activation)> PlanDense(IReadOnlyList<ChainStep> steps, int next, int parameter) =>
        PlanDense(steps, next, parameter, _features);

    private static ConvolutionShape ShapeOf(ConvolutionStep s, int channels, int height, int width) =>
        new(channels, height, width, s.OutChannels, s.KernelHeight, s.KernelWidth)
        {
            StrideHeight = s.StrideHeight, StrideWidth = s.StrideWidth, DilationHeight = s.DilationHeight, DilationWidth = s.DilationWidth,
            PadTop = s.PadTop, PadBottom = s.PadBottom, PadLeft = s.PadLeft, PadRight = s.PadRight, Groups = s.Groups,
        };

    private static PoolingShape ShapeOf(PoolingStep s, int channels, int height, int width) =>
        new(s.Kind, channels, height, width, s.KernelHeight, s.KernelWidth)
        {
            StrideHeight = s.StrideHeight, StrideWidth = s.StrideWidth, DilationHeight = s.DilationHeight, DilationWidth = s.DilationWidth,
            PadTop = s.PadTop, PadBottom = s.PadBottom, PadLeft = s.PadLeft, PadRight = s.PadRight,
            CeilMode = s.CeilMode, CountIncludePad = s.CountIncludePad, Divisor = s.Divisor,
        };

    private WeightStrides WeightsOf(ConvolutionShape shape) => _weightOrder == WeightOrder.OutFirst ? WeightStrides.Oihw(shape) : WeightStrides.Hwio(shape);
}
