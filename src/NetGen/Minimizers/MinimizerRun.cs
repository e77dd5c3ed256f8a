using System;
using System.Collections.Generic;
using System.Threading;

namespace NetGen;

/// <summary>One run of a minimizer: steps until there is a reason to stop.</summary>
internal readonly ref struct MinimizerRun
{
    /// <summary>Iterations without progress after which only rounding is left.</summary>
    private const int Patience = 20;

    /// <summary>What counts as progress of the gradient norm.</summary>
    private const double NormRatio = 0.99;

    /// <summary>The most that rounding to float32 changes a parameter, relative to it.</summary>
    private const double ParameterRounding = 1.0 / (1 << 24);

    private readonly Minimizer _minimizer;
    private readonly LossProbe _probe;
    private readonly IStepper _stepper;
    private readonly MinimizerState _state;
    private readonly List<double> _losses = [];
    private readonly List<double> _norms = [];

    internal MinimizerRun(Minimizer minimizer, LossProbe probe, CancellationToken cancellationToken)
    {
        _minimizer = minimizer;
        _probe = probe;
        _stepper = minimizer.CreateStepper(probe.Network);
        _state = new MinimizerState(probe.Network.ParameterStorage, cancellationToken);
    }

    internal MinimizerResult Run()
    {
        MinimizerStop stop = Iterate();
        Curvature? curvature = stop is not (MinimizerStop.Cancelled or MinimizerStop.NumericOverflow)
            && _minimizer.MeasureCurvature && _probe.Network is ISecondOrderNetwork network
            ? Curvature.Measure(network, _probe)
            : null;
        return new MinimizerResult(stop, _state, _losses, _norms, curvature, Kind(curvature));
    }

    private MinimizerStop Iterate()
    {
        Start();
        if (!double.IsFinite(_state.Loss) || !double.IsFinite(_state.GradientNorm))
        {
            return MinimizerStop.NumericOverflow;
        }

        double lowestLoss = _state.Loss;
        double lowestNorm = _state.GradientNorm;
        int idle = 0;
        while (true)
        {
            if (_state.GradientNorm <= _minimizer.GradientTolerance)
            {
                return MinimizerStop.GradientTolerance;
            }

            if (_state.Loss <= _minimizer.TargetLoss)
            {
                return MinimizerStop.TargetLoss;
            }

            if (_losses.Count > _minimizer.MaxIterations)
            {
                return MinimizerStop.MaxIterations;
            }

            if (_state.CancellationToken.IsCancellationRequested)
            {
                return MinimizerStop.Cancelled;
            }

            if (idle == Patience || !_stepper.Step(_probe, _state))
            {
                if (_state.CancellationToken.IsCancellationRequested)
                {
                    return MinimizerStop.Cancelled;
                }

                if (!_state.AllowNoise(_probe))
                {
                    return MinimizerStop.StepTooSmall;
                }

                idle = 0;
                continue;
            }

            Record();
            _state.Refresh(_probe);
            bool isProgress = _state.Loss < lowestLoss - _state.Slack || _state.GradientNorm < NormRatio * lowestNorm;
            idle = isProgress ? 0 : idle + 1;
            if (isProgress)
            {
                lowestLoss = Math.Min(lowestLoss, _state.Loss);
                lowestNorm = Math.Min(lowestNorm, _state.GradientNorm);
            }
        }
    }

    private PointKind Kind(Curvature? curvature)
    {
        if (curvature is null || !double.IsFinite(curvature.SmallestEigenvalue))
        {
            return PointKind.Unknown;
        }

        double smallest = curvature.SmallestEigenvalue;
        if (_state.GradientNorm > Math.Max(_minimizer.GradientTolerance, Resolution(curvature)))
        {
            return PointKind.NotStationary;
        }

        return smallest > curvature.Error ? PointKind.StrictMinimum : smallest < -curvature.Error ? PointKind.Saddle : PointKind.Flat;
    }

    /// <summary>How far the gradient moves when the parameters are rounded, and how long it is where a parabola could gain no more than a rounding of the loss.</summary>
    private double Resolution(Curvature curvature)
    {
        double sum = 0;
        foreach (float parameter in _probe.Network.Parameters)
        {
            sum += (double)parameter * parameter;
        }

        (double smallest, double largest) = (curvature.SmallestEigenvalue, curvature.LargestEigenvalue);
        double rounding = Math.Max(-smallest, largest) * Math.Sqrt(sum) * ParameterRounding;
        double gain = Math.Sqrt(2 * Math.Max(Math.Abs(smallest), curvature.Error) * LossRounding.Of(_state.Loss));
        return Math.Max(rounding, gain);
    }

    private void Start()
    {
        float[] gradient = new float[_state.Gradient.Length];
        _state.Loss = _probe.Loss(gradient);
        _state.Evaluations++;
        Vectors.Widen(gradient, _state.Gradient);
        _state.GradientNorm = Vectors.Norm(_state.Gradient);
        Record();
    }

    private void Record()
    {
        _losses.Add(_state.Loss);
        _norms.Add(_state.GradientNorm);
    }
}
