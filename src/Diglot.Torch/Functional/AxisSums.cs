namespace Diglot.Torch.Functional;

/// <summary>Sums over windows along one axis; over several axes one after the other, as windows are products of intervals.</summary>
internal static class AxisSums
{
    /// <summary>For each window the sum of the elements it covers, and how many count.</summary>
    /// <exception cref="ArgumentException">The padding is more than half the window, or no window fits.</exception>
    public static (Tensor Sums, double[] Counts) Of(Tensor x, int axis, int window, int step, int padding, bool ceil, bool includePad)
    {
        if (padding < 0 || padding > window / 2)
        {
            throw new ArgumentException($"pad should be at most half of effective kernel size, but got pad={padding}, kernel_size={window} and dilation=1", nameof(padding));
        }

        var length = x.Shape[axis];
        var room = length + (2 * padding) - window;
        var count = room < 0 ? 0 : ((room + (ceil ? step - 1 : 0)) / step) + 1;

        // A last window that would begin in the padding behind the input is left out.
        count -= ceil && count > 0 && (count - 1) * step >= length + padding ? 1 : 0;
        if (count < 1)
        {
            throw new ArgumentException($"A window of {window} does not fit an axis of length {length} with padding {padding}.", nameof(window));
        }

        var widths = new (int, int)[x.Rank];
        widths[axis] = (padding, Math.Max(0, ((count - 1) * step) + window - padding - length));
        var padded = x.Pad(widths, 0);
        var sums = Enumerable.Range(0, window).Select(k => padded.Slice(axis, k, count, step)).Aggregate(static (a, b) => a + b);
        var counts = Enumerable.Range(0, count).Select(place =>
        {
            var (start, end) = ((place * step) - padding, Math.Min((place * step) - padding + window, length + padding));
            return (double)(includePad ? end - start : Math.Min(end, length) - Math.Max(start, 0));
        });
        return (sums, [.. counts]);
    }
}
