using System.Collections.Generic;
using System.Globalization;

namespace NetGen;

/// <summary>What a <see cref="Minimizer"/> did. Lists begin with the start, and have an entry for each iteration.</summary>
public sealed class MinimizerResult
{
    internal MinimizerResult(
        MinimizerStop stop,
        MinimizerState state,
        IReadOnlyList<double> losses,
        IReadOnlyList<double> gradientNorms,
        Curvature? curvature,
        PointKind point)
    {
        Curvature = curvature;
        Point = point;
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

    /// <summary>
    /// Products with a vector, those of <see cref="Curvature"/> not counted: calls of <c>HessianVector</c>, <c>ResidualJacobianVector</c> and
    /// <c>ResidualJacobianTransposeVector</c>.
    /// </summary>
    public int Products { get; }

    /// <summary>The mean loss before the first iteration and after each.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>The Euclidean norm of the gradient before the first iteration and after each.</summary>
    public IReadOnlyList<double> GradientNorms { get; }

    /// <summary>The mean loss at the end.</summary>
    public double Loss => Losses[^1];

    /// <summary>The Euclidean norm of the gradient at the end.</summary>
    public double GradientNorm => GradientNorms[^1];

    /// <summary>The Hessian's outer eigenvalues at the end; null for a network without Hessian products, and where <see cref="Minimizer.MeasureCurvature"/> says so.</summary>
    public Curvature? Curvature { get; }

    /// <summary>A strict local minimum, a saddle, or undecided: what gradient norm and <see cref="Curvature"/> say of the point at the end.</summary>
    public PointKind Point { get; }

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Stop} after {Iterations} iterations ({Evaluations} evaluations{Cost()}): loss {Loss:G6}, gradient norm {GradientNorm:G3}{End()}");

    private string Cost() => Products == 0 ? "" : $", {Products} products";

    private string End() => Curvature is null ? "" : $"; {Point}, {Curvature}";
}
