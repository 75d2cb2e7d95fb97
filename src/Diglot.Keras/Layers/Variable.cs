using Diglot.Keras.Constraints;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers;

/// <summary>A weight or another state of a layer: a tensor with a name. See keras.io/api/models/model (weights).</summary>
public sealed class Variable
{
    private bool _trainable;

    /// <summary>Names a tensor.</summary>
    /// <param name="value">Initial values; shared, not copied.</param>
    /// <param name="name">The last part of the path.</param>
    /// <param name="trainable">Whether training changes it.</param>
    public Variable(NDArray value, string name, bool trainable = true)
    {
        this.name = name;
        var scope = NameScope.Path;
        path = scope.Length == 0 ? name : $"{scope}/{name}";
        this.value = new Tensor(value);
        this.trainable = trainable;
    }

    /// <summary>The last part of <see cref="path"/>: <c>kernel</c>.</summary>
    public string name { get; }

    /// <summary>Layer names and own name: <c>conv2d/kernel</c>.</summary>
    public string path { get; }

    /// <summary>The values. Gradients are collected in its <see cref="Tensor.Grad"/> while it is trainable.</summary>
    public Tensor value { get; }

    /// <summary>Length of each axis.</summary>
    public Shape shape => value.Shape;

    /// <summary>Element type by Keras's name.</summary>
    public string dtype => DTypeNames.Name(value.Type);

    /// <summary>Whether training changes it.</summary>
    public bool trainable
    {
        get => _trainable;
        set
        {
            _trainable = value;
            this.value.RequiresGrad = value && this.value.Type.IsFloatingPoint;
        }
    }

    /// <summary>Penalty on the values, added to the loss.</summary>
    public Regularizer? regularizer { get; init; }

    /// <summary>Projection applied after each optimizer step.</summary>
    public Constraint? constraint { get; init; }

    /// <summary>Overwrites the values.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void assign(NDArray values)
    {
        if (values.Shape != shape)
        {
            throw new ArgumentException($"Variable {path} has shape {shape}; values of shape {values.Shape} were assigned to it. They must be equal.", nameof(values));
        }

        value.Data.CopyFrom(values);
    }

    /// <inheritdoc cref="assign(NDArray)"/>
    public void assign(Tensor values) => assign(values.Data);

    /// <summary>A copy of the values.</summary>
    public NDArray numpy() => value.Data.Copy();

    /// <summary>As Keras prints it.</summary>
    public override string ToString() => $"<Variable path={path}, shape={shape}, dtype={dtype}>";
}
