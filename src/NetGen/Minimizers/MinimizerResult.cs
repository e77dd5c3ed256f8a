using System.Collections.Generic;
using System.Globalization;

namespace NetGen;

/// <summary>What a <see cref="Minimizer"/> did. Lists begin with the start, and have an entry for each iteration.</summary>
public sealed class MinimizerResult
{
    internal MinimizerResult(MinimizerStop stop, MinimizerState state, IReadOnlyList<double> losses, IReadOnlyList<double> gradientNorms)
    {
        Stop = stop;
        Evaluations = state.Evaluations;
        Products = state.Products;
        Losses = losses;
        GradientNorms = gradientNorms;
    }

    /// <summary>Why it ended.</summary>
    public MinimizerStop Stop { get; }

    /// <summary>Steps taken.</summary>
    public int Iterations => Losses.Count - 1;

    /// <summary>Calls of <c>Backward</c>.</summary>
    public int Evaluations { get; }

    /// <summary>Products with a vector: calls of <c>HessianVector</c>, <c>ResidualJacobianVector</c> and <c>ResidualJacobianTransposeVector</c>.</summary>
    public int Products { get; }

    /// <summary>The mean loss before the first iteration and after each.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>The Euclidean norm of the gradient before the first iteration and after each.</summary>
    public IReadOnlyList<double> GradientNorms { get; }

    /// <summary>The mean loss at the end.</summary>
    public double Loss => Losses[^1];

    /// <summary>The Euclidean norm of the gradient at the end.</summary>
    public double GradientNorm => GradientNorms[^1];

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Stop} after {Iterations} iterations ({Evaluations} evaluations{Cost()}): loss {Loss:G6}, gradient norm {GradientNorm:G3}");

    private string Cost() => Products == 0 ? "" : $", {Products} products";
}
