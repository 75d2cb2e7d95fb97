using Diglot.Tensors.Kernels.Chains;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>Convolutions of volumes: for each slice of the kernel a two-dimensional convolution of the slices of the volume that it meets, added up.</summary>
/// <remarks>Sources: pytorch.org/docs/stable/generated/torch.nn.functional.conv3d.html and conv_transpose3d.html, keras.io/api/ops/nn/#conv-function.</remarks>
public static class VolumeConvolution
{
    /// <summary>Three-dimensional convolution.</summary>
    /// <param name="x">(N, C, D, H, W) or (N, D, H, W, C) by the options' image order.</param>
    /// <param name="weight">(O, C / groups, kD, kH, kW) or (kD, kH, kW, C / groups, O) by the options' weight order.</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="depth">Steps along the depth.</param>
    /// <param name="plane">Steps along height and width, groups and orders.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other.</exception>
    public static Tensor Conv3d(Tensor x, Tensor weight, Tensor? bias, DepthOptions depth, ConvolutionOptions plane)
    {
        RequireVolumes(x, weight);
        var axis = DepthAxis(plane);
        if (depth.PadFront > 0 || depth.PadBack > 0)
        {
            var widths = new (int, int)[5];
            widths[axis] = (depth.PadFront, depth.PadBack);
            x = x.Pad(widths, 0);
        }

        var kernel = weight.Shape[KernelAxis(plane)];
        var places = ((x.Shape[axis] - (depth.Dilation * (kernel - 1)) - 1) / depth.Stride) + 1;
        if (x.Shape[axis] < (depth.Dilation * (kernel - 1)) + 1)
        {
            throw new ArgumentException($"A kernel of depth {kernel} with dilation {depth.Dilation} does not fit a padded depth of {x.Shape[axis]}.");
        }

        Tensor? sum = null;
        for (var k = 0; k < kernel; k++)
        {
            var part = ConvolutionFunctions.Conv2d(Images(x.Slice(axis, k * depth.Dilation, places, depth.Stride), plane), weight.Select(KernelAxis(plane), k), k == 0 ? bias : null, plane);
            sum = sum is null ? part : sum + part;
        }

        return Volumes(sum!, places, plane);
    }

    /// <summary>Three-dimensional transposed convolution.</summary>
    /// <param name="x">(N, I, D, H, W) or (N, D, H, W, I) by the options' image order.</param>
    /// <param name="weight">(I, O / groups, kD, kH, kW) or (kD, kH, kW, O / groups, I) by the options' weight order: that of the convolution from the result to the input.</param>
    /// <param name="size">Depth, height and width of the result.</param>
    /// <param name="depth">Steps along the depth, and what is cut off in front.</param>
    /// <param name="plane">Steps along height and width, what is cut off at the top and left, groups and orders.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other.</exception>
    public static Tensor Transposed3d(Tensor x, Tensor weight, (int Depth, int Height, int Width) size, DepthOptions depth, ConvolutionOptions plane)
    {
        RequireVolumes(x, weight);
        var (axis, length) = (DepthAxis(plane), x.Shape[DepthAxis(plane)]);
        Tensor? sum = null;
        for (var k = 0; k < weight.Shape[KernelAxis(plane)]; k++)
        {
            var part = Volumes(TransposedConvolution.Conv2d(Images(x, plane), weight.Select(KernelAxis(plane), k), size.Height, size.Width, plane), length, plane);
            part = Spread(part, axis, depth.Stride, (k * depth.Dilation) - depth.PadFront, size.Depth);
            sum = sum is null ? part : sum + part;
        }

        return sum!;
    }

    /// <summary>Slices set apart by the stride, the first one at a place, in an axis of the wanted length; what lies outside is cut off.</summary>
    private static Tensor Spread(Tensor x, int axis, int stride, int first, int length)
    {
        var apart = x;
        if (stride > 1)
        {
            var widths = new (int, int)[x.Rank + 1];
            widths[axis + 1] = (0, stride - 1);
            var shape = x.Shape.ToArray();
            shape[axis] *= stride;
            apart = x.ExpandDims(axis + 1).Pad(widths, 0).Reshape(shape);
        }

        var begin = Math.Max(0, -first);
        var kept = Math.Min(apart.Shape[axis] - begin, length - Math.Max(0, first));
        if (kept <= 0)
        {
            var empty = x.Shape.ToArray();
            empty[axis] = length;
            return Tensor.Zeros(new Shape(empty), x.Type);
        }

        var around = new (int, int)[x.Rank];
        around[axis] = (Math.Max(0, first), length - Math.Max(0, first) - kept);
        return apart.Slice(axis, begin, kept).Pad(around, 0);
    }

    /// <summary>All slices as a batch of images.</summary>
    private static Tensor Images(Tensor x, ConvolutionOptions plane)
    {
        var slices = plane.ImageOrder == ImageOrder.ChannelsFirst ? x.Permute(0, 2, 1, 3, 4) : x;
        return slices.Reshape(-1, slices.Shape[2], slices.Shape[3], slices.Shape[4]);
    }

    private static Tensor Volumes(Tensor images, int depth, ConvolutionOptions plane)
    {
        var slices = images.Reshape(images.Shape[0] / depth, depth, images.Shape[1], images.Shape[2], images.Shape[3]);
        return plane.ImageOrder == ImageOrder.ChannelsFirst ? slices.Permute(0, 2, 1, 3, 4) : slices;
    }

    private static int DepthAxis(ConvolutionOptions plane) => plane.ImageOrder == ImageOrder.ChannelsFirst ? 2 : 1;

    private static int KernelAxis(ConvolutionOptions plane) => plane.WeightOrder == WeightOrder.OutFirst ? 2 : 0;

    private static void RequireVolumes(Tensor x, Tensor weight)
    {
        if (x.Rank != 5 || weight.Rank != 5)
        {
            throw new ArgumentException($"A three-dimensional convolution takes volumes and weights of five axes; received {x.Type}{x.Shape} and {weight.Type}{weight.Shape}.");
        }
    }
}
