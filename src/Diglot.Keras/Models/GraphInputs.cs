using Diglot.Keras.Layers;

namespace Diglot.Keras.Models;

/// <summary>Brings what a model is given into the order, type and rank of its inputs.</summary>
internal static class GraphInputs
{
    /// <summary>One tensor for each input.</summary>
    /// <exception cref="ArgumentException">The number or a shape does not fit.</exception>
    public static Tensor[] Match(Functional model, Nest<Tensor> given)
    {
        var announced = model.inputs;
        if (given.IsItem && announced.Count == 1)
        {
            return [Fit(model, announced[0], given.Single)];
        }

        var tensors = given.Names is null ? given.Flatten() : ByName(model, given);
        if (tensors.Count != announced.Count)
        {
            throw new ArgumentException($"{model.Where} has {announced.Count} inputs ({string.Join(", ", announced.Select(static input => $"{input.name} {input.shape}"))}); {tensors.Count} were given.");
        }

        return [.. announced.Zip(tensors, (input, tensor) => Fit(model, input, tensor))];
    }

    private static List<Tensor> ByName(Functional model, Nest<Tensor> given)
    {
        // Keras takes dictionaries for models made from lists too: by the names of the inputs.
        var members = given.Names!.Zip(given.Members.ToArray(), static (name, member) => (name, member)).ToDictionary(static pair => pair.name, static pair => pair.member);
        var names = model.Inputs.Names?.Order(StringComparer.Ordinal) ?? model.inputs.Select(static input => input.name);
        return [.. names.Select(name => members.TryGetValue(name, out var member) ? member.Single
            : throw new ArgumentException($"{model.Where} has an input '{name}'; the given dictionary has only {string.Join(", ", members.Keys)}."))];
    }

    private static Tensor Fit(Functional model, KerasTensor input, Tensor tensor)
    {
        tensor = tensor.To(input.Type);
        if (input.shape.Accepts(tensor.Shape))
        {
            return tensor;
        }

        // As Keras: a last axis of length 1 may be missing or too many.
        if (tensor.Rank == input.shape.Rank - 1 && input.shape[-1] == 1)
        {
            tensor = tensor.ExpandDims(-1);
        }
        else if (tensor.Rank == input.shape.Rank + 1 && tensor.Shape[-1] == 1)
        {
            tensor = tensor.Squeeze(-1);
        }

        return input.shape.With(0, null).Accepts(tensor.Shape) ? tensor
            : throw new ArgumentException($"{model.Where}: input '{input.name}' takes shape {input.shape}; received {tensor.Shape}.");
    }
}
