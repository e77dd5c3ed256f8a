using System;

namespace NetGen;

/// <summary>
/// Finds a step along a direction that meets the strong Wolfe conditions: a loss below f(0) + 1e-4 a f'(0), and a slope of at most a given part of
/// f'(0). A bracket around the minimum shrinks by secants of the slope, kept away from its ends.
/// </summary>
internal sealed class LineSearch
{
    private const double Decrease = 1e-4;
    private const int MostTrials = 40;

    private readonly double _slopeRatio;
    private readonly float[] _origin;
    private readonly float[] _gradient;
    private readonly float[] _bestGradient;
    private readonly float[] _bestParameters;

    internal LineSearch(INetwork network, double slopeRatio)
    {
        _slopeRatio = slopeRatio;
        _origin = network.Parameters.ToArray();
        _gradient = new float[_origin.Length];
        _bestGradient = new float[_origin.Length];
        _bestParameters = new float[_origin.Length];
    }

    /// <summary>The step found, with the parameters at its end; a step of 0, and the parameters as they were, if there is none.</summary>
    internal LineSearchPoint Run(in LossProbe probe, MinimizerState state, ReadOnlySpan<double> direction, double slope, double first)
    {
        // Within the rounding of the loss, the slope decides.
        double slack = LossRounding.Of(state.Loss);
        LineSearchPoint start = new(0, state.Loss, slope);
        LineSearchPoint low = start;
        var high = new LineSearchPoint(double.PositiveInfinity, double.NaN, double.NaN);
        LineSearchPoint best = start;
        double step = first;
        for (int trial = 0; trial < MostTrials; trial++)
        {
            if (!Move(probe.Network.Parameters, direction, step))
            {
                break;
            }

            LineSearchPoint point = Evaluate(probe, direction, step);
            state.Evaluations++;
            bool isLower = point.IsFinite && point.Loss <= start.Loss + (Decrease * step * start.Slope) + slack;
            if (isLower && Math.Abs(point.Slope) < Math.Abs(best.Slope) && point.Loss <= best.Loss + slack)
            {
                best = point;
                _gradient.CopyTo(_bestGradient, 0);
                probe.Network.Parameters.CopyTo(_bestParameters);
                if (Math.Abs(point.Slope) <= -_slopeRatio * start.Slope)
                {
                    break;
                }
            }

            if (isLower && point.Slope < 0)
            {
                low = point;
            }
            else
            {
                high = point;
            }

            double next = Next(low, high);
            if (next == step)
            {
                break;
            }

            step = next;
        }

        (best.Step > 0 ? _bestParameters : _origin).CopyTo(probe.Network.Parameters);
        return best;
    }

    /// <summary>Makes the found point the origin of the next search. The step is the one that the rounded parameters took.</summary>
    internal void Accept(Span<double> gradient, Span<double> step, Span<double> change)
    {
        for (int i = 0; i < _origin.Length; i++)
        {
            step[i] = (double)_bestParameters[i] - _origin[i];
            change[i] = _bestGradient[i] - gradient[i];
            gradient[i] = _bestGradient[i];
            _origin[i] = _bestParameters[i];
        }
    }

    /// <summary>Sets the parameters; false if none changes.</summary>
    private bool Move(Span<float> parameters, ReadOnlySpan<double> direction, double step)
    {
        bool moved = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = (float)(_origin[i] + (step * direction[i]));
            moved |= parameters[i] != _origin[i];
        }

        return moved;
    }

    private LineSearchPoint Evaluate(in LossProbe probe, ReadOnlySpan<double> direction, double step)
    {
        double loss = probe.Loss(_gradient);
        double slope = 0;
        for (int i = 0; i < direction.Length; i++)
        {
            slope += _gradient[i] * direction[i];
        }

        return new LineSearchPoint(step, loss, slope);
    }

    /// <summary>The zero of the slope between the ends; outwards while there is no upper one.</summary>
    private static double Next(LineSearchPoint low, LineSearchPoint high)
    {
        if (double.IsPositiveInfinity(high.Step))
        {
            return low.Step * 4;
        }

        double width = high.Step - low.Step;
        double part = high.IsFinite && high.Slope > 0 ? low.Slope / (low.Slope - high.Slope) : 0.5;
        return low.Step + (width * Math.Clamp(part, 0.05, 0.95));
    }
}
