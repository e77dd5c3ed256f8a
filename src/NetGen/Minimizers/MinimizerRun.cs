using System;
using System.Collections.Generic;
using System.Threading;

namespace NetGen;

/// <summary>One run of a minimizer.</summary>
internal ref struct MinimizerRun
{
    /// <summary>Iterations without progress after which only rounding is left.</summary>
    private const int Patience = 20;

    /// <summary>What counts as progress of the loss: more than two roundings of a float32.</summary>
    private const double Rounding = 1.0 / (1 << 22);

    /// <summary>What counts as progress of the gradient norm.</summary>
    private const double NormRatio = 0.99;

    private readonly Minimizer _minimizer;
    private readonly double[] _gradient;
    private readonly double[] _direction;
    private readonly double[] _step;
    private readonly double[] _change;
    private readonly List<double> _losses = [];
    private readonly List<double> _norms = [];
    private LineSearch _search;

    internal MinimizerRun(Minimizer minimizer, LossProbe probe)
    {
        int length = probe.Network.ParameterStorage;
        _minimizer = minimizer;
        _gradient = new double[length];
        _direction = new double[length];
        _step = new double[length];
        _change = new double[length];
        _search = new LineSearch(probe, minimizer.SlopeRatioOfRun);
    }

    internal MinimizerResult Run(CancellationToken cancellationToken)
    {
        IDirectionRule rule = _minimizer.RuleFor(_gradient.Length);
        double loss = _search.Start(_gradient);
        double norm = Norm(_gradient);
        Record(loss, norm);
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            return Result(MinimizerStop.NumericOverflow);
        }

        LineSearchPoint last = default;
        double lastSlope = 0;
        bool isReset = true;
        double lowestLoss = loss;
        double lowestNorm = norm;
        int idle = 0;
        for (int iteration = 0; iteration < _minimizer.MaxIterations;)
        {
            if (norm <= _minimizer.GradientTolerance)
            {
                return Result(MinimizerStop.GradientTolerance);
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return Result(MinimizerStop.Cancelled);
            }

            rule.Direction(_gradient, _direction);
            double slope = Dot(_gradient, _direction);
            double first = rule.FirstStep(norm, last, lastSlope, slope);
            LineSearchPoint found = slope < 0 ? _search.Run(_direction, new LineSearchPoint(0, loss, slope), first) : default;
            if (found.Step == 0)
            {
                if (isReset)
                {
                    return Result(MinimizerStop.StepTooSmall);
                }

                // The direction was wrong, not the point: once more along the negative gradient.
                rule.Reset();
                last = default;
                isReset = true;
                continue;
            }

            _search.Accept(_gradient, _step, _change);
            rule.Accept(_step, _change);
            loss = found.Loss;
            norm = Norm(_gradient);
            last = found;
            lastSlope = slope;
            isReset = false;
            iteration++;
            Record(loss, norm);
            bool isProgress = loss < lowestLoss - (Math.Abs(lowestLoss) * Rounding) || norm < NormRatio * lowestNorm;
            idle = isProgress ? 0 : idle + 1;
            if (isProgress)
            {
                lowestLoss = Math.Min(lowestLoss, loss);
                lowestNorm = Math.Min(lowestNorm, norm);
            }
            else if (idle == Patience && norm > _minimizer.GradientTolerance)
            {
                return Result(MinimizerStop.StepTooSmall);
            }
        }

        return Result(norm <= _minimizer.GradientTolerance ? MinimizerStop.GradientTolerance : MinimizerStop.MaxIterations);
    }

    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double Norm(ReadOnlySpan<double> a) => Math.Sqrt(Dot(a, a));

    private readonly void Record(double loss, double norm)
    {
        _losses.Add(loss);
        _norms.Add(norm);
    }

    private readonly MinimizerResult Result(MinimizerStop stop) => new(stop, _search.Evaluations, _losses, _norms);
}
