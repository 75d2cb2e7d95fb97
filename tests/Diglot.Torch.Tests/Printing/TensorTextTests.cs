using System.Globalization;
using System.Text.Json;
using Diglot.Autograd;
using Diglot.TestKit;
using Diglot.Tensors;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Torch.Tests.Printing;

/// <summary>Texts that PyTorch 1.13 printed; make_tensors.py beside this file made them.</summary>
public sealed class TensorTextTests
{
    private static readonly JsonElement[] All = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Diglot.Torch.Tests", "Printing", "tensors.json"))).RootElement.EnumerateArray()];

    public static TheoryData<string> Names => [.. All.Select(entry => entry.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tensor_prints_as_PyTorch_prints_it(string name)
    {
        var entry = All.First(entry => entry.GetProperty("name").GetString() == name);
        var shape = entry.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()).ToArray();
        var type = Enum.Parse<DType>(entry.GetProperty("dtype").GetString()!, true);
        var x = entry.TryGetProperty("arange", out _) ? Count(shape, entry) : Read(entry.GetProperty("values"), shape, type);
        if (entry.TryGetProperty("parameter", out _))
        {
            x = nn.Parameter(x);
        }

        x.RequiresGrad = entry.GetProperty("requires_grad").GetBoolean();

        Assert.Equal(entry.GetProperty("text").GetString(), x.ToString());
    }

    [Fact]
    public void Computed_tensor_names_the_operation_when_it_prints()
        => Assert.Equal("tensor([2., 3.], grad_fn=<AddBackward0>)", (Tensor.From([1f, 2f], [2]).requires_grad_() + 1).ToString());

    private static Tensor Count(int[] shape, JsonElement entry)
    {
        var whole = torch.arange(shape.Aggregate(1, (a, b) => a * b)).reshape(shape);
        return entry.TryGetProperty("divide", out var by) ? whole.@float() / by.GetDouble() : whole;
    }

    private static Tensor Read(JsonElement values, int[] shape, DType type)
    {
        var items = values.EnumerateArray().ToArray();
        if (!type.IsFloatingPoint)
        {
            long[] numbers = [.. items.Select(item => item.ValueKind is JsonValueKind.True ? 1 : item.ValueKind is JsonValueKind.False ? 0 : item.GetInt64())];
            return Tensor.From(numbers, shape).To(type);
        }

        double[] reals = [.. items.Select(item => item.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            var text => double.Parse(text!, CultureInfo.InvariantCulture),
        })];
        return Tensor.From(reals, shape).To(type);
    }
}
