using System;

namespace NetGen;

/// <summary>A symmetric matrix that is known by its products. Vectors are in storage order; padding stays zero.</summary>
internal interface ISymmetricOperator
{
    /// <summary>Writes the product with a vector.</summary>
    void Apply(in LossProbe probe, MinimizerState state, ReadOnlySpan<double> vector, Span<double> product);
}
