using CsCheck;
using Xunit;

namespace Diglot.Conversion.Tests.RandomNetworks;

/// <summary>
/// Random networks converted there and back. A fixed seed and few networks in the tests; as many as wanted with <c>DIGLOT_NETWORKS=100000</c>, from another seed each time.
/// </summary>
public sealed class RandomNetworkTests(ITestOutputHelper output)
{
    private static readonly long? Wanted = long.TryParse(Environment.GetEnvironmentVariable("DIGLOT_NETWORKS"), out var count) ? count : null;

    [Fact]
    public void Random_Keras_models_compute_the_same_in_PyTorch_and_back_in_Keras() => Check(200, RandomKerasModel.Make, RandomKerasModel.Text, NetworkCheck.Keras);

    [Fact]
    public void Random_chains_of_modules_compute_the_same_in_Keras_and_back_in_PyTorch() => Check(200, RandomSequential.Make, static made => RandomSequential.Text(made), static made => NetworkCheck.Torch(made.Network, made.Shape));

    private void Check<T>(int count, Func<byte[], T> make, Func<T, string> text, Func<T, string?> check)
    {
        var refusals = new SortedDictionary<string, int>();
        var faults = new Dictionary<string, (int Count, string Text)>();
        var compared = 0;

        // All are tried before any is told, and of each fault the smallest network: that is worth more than shrinking the first.
        Gen.Byte.Array[1, 400].Sample(bytes =>
        {
            T made = default!;
            try
            {
                made = make(bytes);
                if (check(made) is not { } refusal)
                {
                    compared++;
                    return;
                }

                refusals[Plain(refusal)] = refusals.GetValueOrDefault(Plain(refusal)) + 1;
            }
            catch (Exception fault)
            {
                var message = $"{fault.GetType().Name}: {fault.Message}\n{(made is null ? fault.StackTrace : text(made) + (fault is InvalidOperationException ? "" : "\n" + fault.StackTrace))}";
                var known = faults.GetValueOrDefault(Plain(fault.Message), (0, message));
                faults[Plain(fault.Message)] = (known.Item1 + 1, known.Item2.Length <= message.Length ? known.Item2 : message);
            }
        }, iter: Wanted ?? count, seed: Wanted is null ? "0000KxRaP5U3" : null, threads: 1);
        foreach (var (reason, times) in refusals.OrderByDescending(static entry => entry.Value))
        {
            output.WriteLine($"{times} times: {reason}");
        }

        output.WriteLine($"{compared} the same");
        Assert.True(faults.Count == 0, string.Join("\n\n", faults.Values.OrderBy(static fault => fault.Text.Length).Take(8).Select(static fault => $"{fault.Count} times {fault.Text}")));
        Assert.InRange(compared, (Wanted ?? count) * 3 / 4, long.MaxValue);
    }

    private static string Plain(string message) => System.Text.RegularExpressions.Regex.Replace(message.Split('\n')[0], "'[^']*'|l[0-9]+[^ ]*|-?[0-9][-0-9.E]*", "…");
}
