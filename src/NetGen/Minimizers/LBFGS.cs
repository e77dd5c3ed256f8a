using System;

namespace NetGen;

/// <summary>
/// Limited-memory BFGS (Nocedal, 1980): d = -H g, with the inverse Hessian H that the last <see cref="History"/> steps s and changes of the gradient
/// y imply, starting from (s y / y y) I; the two-loop recursion. A pair without positive curvature s y is left out. Needs 2 x
/// <see cref="History"/> vectors of memory.
/// </summary>
public sealed class LBFGS : Minimizer
{
    /// <summary>Pairs that are kept, at least 1. 10 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int History
    {
        get;
        init => field = Setting.AtLeast(1, value);
    } = 10;

    internal override IStepper CreateStepper(INetwork network) =>
        new LineSearchStepper(new Rule(network.ParameterStorage, History), new LineSearch(network, slopeRatio: 0.9), network.ParameterStorage);

    private sealed class Rule(int length, int history) : IDirectionRule
    {
        private const double LeastCurvature = 1e-10;

        private readonly double[]?[] _steps = new double[history][];
        private readonly double[]?[] _changes = new double[history][];
        private readonly double[] _products = new double[history];
        private readonly double[] _factors = new double[history];
        private int _count;
        private int _next;

        public double FirstStep(double gradientNorm, in LineSearchPoint last, double lastSlope, double slope) =>
            _count > 0 ? 1 : 1 / Math.Max(1, gradientNorm);

        public bool Direction(in LossProbe probe, MinimizerState state, Span<double> direction)
        {
            Vectors.Negate(state.Gradient, direction);

            for (int age = 1; age <= _count; age++)
            {
                int pair = PairOf(age);
                _factors[pair] = Vectors.Dot(_steps[pair], direction) / _products[pair];
                Vectors.Add(direction, -_factors[pair], _changes[pair]);
            }

            if (_count > 0)
            {
                int newest = PairOf(1);
                Vectors.Scale(direction, _products[newest] / Vectors.Dot(_changes[newest], _changes[newest]));
            }

            for (int age = _count; age >= 1; age--)
            {
                int pair = PairOf(age);
                double factor = Vectors.Dot(_changes[pair], direction) / _products[pair];
                Vectors.Add(direction, _factors[pair] - factor, _steps[pair]);
            }

            return _count == 0;
        }

        public void Accept(ReadOnlySpan<double> step, ReadOnlySpan<double> change)
        {
            double product = Vectors.Dot(step, change);
            if (product <= LeastCurvature * Math.Sqrt(Vectors.Dot(step, step) * Vectors.Dot(change, change)))
            {
                return;
            }

            step.CopyTo(_steps[_next] ??= new double[length]);
            change.CopyTo(_changes[_next] ??= new double[length]);
            _products[_next] = product;
            _next = (_next + 1) % history;
            _count = Math.Min(_count + 1, history);
        }

        public void Reset() => _count = 0;

        private int PairOf(int age) => (_next - age + history) % history;
    }
}
