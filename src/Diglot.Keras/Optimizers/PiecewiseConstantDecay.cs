using System.Text.Json.Nodes;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Optimizers;

/// <summary>values[i] up to and including step boundaries[i], then the next. See keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay.</summary>
[Face("keras.optimizers.schedules")]
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    private readonly NumberTuple _boundaries;
    private readonly double[] _values;
    private readonly string _name;

    /// <summary>Makes the schedule.</summary>
    /// <param name="boundaries">Last steps of all pieces but the last, rising.</param>
    /// <param name="values">The rate of each piece: one more than boundaries.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">The numbers of boundaries and values do not fit.</exception>
    public PiecewiseConstantDecay(NumberTuple boundaries, double[] values, string name = "PiecewiseConstant")
    {
        if (boundaries.Values.Length != values.Length - 1)
        {
            throw new ArgumentException($"The length of boundaries should be 1 less than the length of values; received {boundaries.Values.Length} boundaries and {values.Length} values.");
        }

        (_boundaries, _values, _name) = (boundaries, values, name);
    }

    /// <inheritdoc/>
    public override double call(long step)
    {
        var piece = Array.FindIndex(_boundaries.Values.ToArray(), boundary => step <= boundary);
        return piece < 0 ? _values[^1] : _values[piece];
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new()
    {
        ["boundaries"] = _boundaries.ToConfig(),
        ["values"] = new JsonArray([.. _values.Select(value => JsonValue.Create(value))]),
        ["name"] = _name,
    };
}
