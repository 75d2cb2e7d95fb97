using System.Reflection;
using System.Runtime.CompilerServices;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.FromTorch;

/// <summary>
/// Runs a network by its own forward, however many tensors that takes and gives. C# lets an override give one <see cref="Tensor"/> only, so that a network of several outputs
/// declares a <c>forward</c> (or <c>run</c>) of its own: <c>public new (Tensor, Tensor) forward(Tensor x)</c>. It may give a tuple, also one inside another, or an array.
/// </summary>
internal static class NetworkCall
{
    /// <summary>All outputs in order.</summary>
    /// <exception cref="ConversionRefusedException">The network's own forward gives something else than tensors.</exception>
    public static Tensor[] Run(nn.Module network, IReadOnlyList<Tensor> inputs)
    {
        if (network is SteppedNetwork stepped)
        {
            return stepped.run([.. inputs]);
        }

        if (OwnForward(network.GetType(), inputs.Count) is not { } method)
        {
            return [inputs.Count == 1 ? network.forward(inputs[0]) : network.forward(inputs[0], [.. inputs.Skip(1)])];
        }

        object?[] arguments = method.GetParameters() is [{ ParameterType.IsArray: true }] ? [inputs.ToArray()] : [.. inputs];
        return [.. Flat(method.Invoke(network, BindingFlags.DoNotWrapExceptions, null, arguments, null), method)];
    }

    // The nearest class that declares one wins, as in a call of C#; an override of nn.Module's is run by nn.Module, hooks included.
    private static MethodInfo? OwnForward(Type type, int inputs)
    {
        for (var at = type; at is not null && at != typeof(nn.Module); at = at.BaseType)
        {
            var methods = at.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.Name is "forward" or "run" && Takes(method, inputs)).ToArray();
            if (methods.Any(static method => method.Name == "forward" && method.GetBaseDefinition() != method))
            {
                return null;
            }

            if (methods.Length > 0)
            {
                return methods.OrderBy(static method => method.Name, StringComparer.Ordinal).First();
            }
        }

        return null;
    }

    private static bool Takes(MethodInfo method, int inputs)
    {
        var parameters = method.GetParameters();
        return (parameters.Length == inputs && parameters.All(static parameter => parameter.ParameterType == typeof(Tensor))) || parameters is [{ ParameterType: var only }] && only == typeof(Tensor[]);
    }

    private static IEnumerable<Tensor> Flat(object? result, MethodInfo method) => result switch
    {
        Tensor tensor => [tensor],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flat(tuple[i], method)),
        IEnumerable<Tensor> several => several,
        _ => throw new ConversionRefusedException("", $"{method.DeclaringType!.Name}.{method.Name} gives {(result is null ? "null" : $"a {result.GetType().Name}")}", "Give a tensor, a tuple of tensors, or an array of them."),
    };
}
