using System;
using System.ComponentModel;

namespace NetGen.CompilerServices;

/// <summary>Gives the tensors of a new network their first values. Called by generated constructors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterInitializer
{
    /// <summary>Draws a tensor in canonical order and writes it to its place in the slab, whatever the layout.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="initializer">The distribution; not <see cref="Initializer.Auto"/>.</param>
    /// <param name="fanIn">Number of inputs of the layer.</param>
    /// <param name="fanOut">Number of units of the layer.</param>
    /// <param name="random">The generator of the whole network, moved on.</param>
    /// <param name="parameters">The parameter slab; only the tensor's elements are written.</param>
    public static void Fill(TensorDescription tensor, Initializer initializer, int fanIn, int fanOut, ref Xoshiro256 random, Span<float> parameters)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        float[] values = new float[tensor.Length];
        WeightInitialization.Fill(values, initializer, fanIn, fanOut, ref random);
        TensorAccess.Set(tensor, parameters, values);
    }
}
