using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Conversion.Passes;
using Diglot.Conversion.Training;
using Diglot.Graph.Training;
using Diglot.Keras.Models;
using static Diglot.Torch.Api;

namespace Diglot.Conversion;

/// <summary>Live models and graphs into the other framework: same layer names, same weights, same outputs.</summary>
public static class Convert
{
    /// <summary>The PyTorch network of a live Keras model.</summary>
    /// <exception cref="ConversionRefusedException">Something in it cannot be converted exactly.</exception>
    public static nn.Module ToTorch(Model model, ConversionOptions? options = null) => ToTorch(KerasAdapter.Read(model), options).Module;

    /// <summary>A graph on its way to PyTorch.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="options">Choices.</param>
    /// <param name="notes">Notes of the reader, which come first in the result's.</param>
    public static TorchConversion ToTorch(NetworkGraph graph, ConversionOptions? options = null, IReadOnlyList<ConversionNote>? notes = null)
    {
        var found = new List<ConversionNote>(notes ?? []);
        var logits = (options ?? ConversionOptions.Default).Logits;
        var head = HeadPass.Run(graph, logits, found);
        foreach (var loss in graph.Training?.Loss.OfType<LossForm>() ?? [])
        {
            var (call, usage) = TorchLosses.Of(loss, logits);
            found.Add(new(NoteKind.Differs, "", $"The loss is {call.ToPython()}: {usage}."));
        }

        var layout = LayoutPass.Run(head, channelsFirst: true, found);
        return new(head, layout, TorchEmitter.Write(layout.Graph, found), found) { LeavesHeadOut = logits };
    }

    /// <summary>A graph on its way to Keras.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="notes">Notes of the reader, which come first in the result's.</param>
    public static KerasConversion ToKeras(NetworkGraph graph, IReadOnlyList<ConversionNote>? notes = null)
    {
        var found = new List<ConversionNote>(notes ?? []);
        var layout = LayoutPass.Run(graph, channelsFirst: false, found);
        return new(graph, layout, KerasEmitter.Write(layout.Graph, found), found);
    }
}
