using System;

namespace NetGen;

/// <summary>The Hessian of a larger network with damping: by its products, conjugate gradients.</summary>
internal sealed class HessianModel(ISymmetricOperator hessian, TruncatedConjugateGradient solver) : IDampedModel, ISymmetricOperator
{
    private double _damping;

    public double Magnitude { get; private set; }

    public void Form(in LossProbe probe, MinimizerState state)
    {
        // How much H stretches the first gradient stands for its size.
        if (Magnitude == 0)
        {
            double[] product = new double[state.Gradient.Length];
            hessian.Apply(probe, state, state.Gradient, product);
            Magnitude = Vectors.Norm(product) / state.GradientNorm;
        }
    }

    public bool Solve(in LossProbe probe, MinimizerState state, double damping, Span<double> step)
    {
        _damping = damping;
        return solver.Solve(this, probe, state, step);
    }

    public void Apply(in LossProbe probe, MinimizerState state, ReadOnlySpan<double> vector, Span<double> product)
    {
        hessian.Apply(probe, state, vector, product);
        Vectors.Add(product, _damping, vector);
    }

    public double SquaredLength(ReadOnlySpan<double> step) => Vectors.Dot(step, step);
}
