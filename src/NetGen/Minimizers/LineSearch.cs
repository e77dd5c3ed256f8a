using System;

namespace NetGen;

/// <summary>
/// Finds a step along a direction that meets the strong Wolfe conditions: a loss below f(0) + 1e-4 a f'(0), and a slope of at most a given part of
/// f'(0). A bracket around the minimum shrinks by secants of the slope, kept away from its ends. With any slope allowed, the first condition alone
/// decides (Armijo, 1966), and a step that is too long shrinks by the minimum of a parabola.
/// </summary>
internal sealed class LineSearch
{
    /// <summary>A slope ratio: Armijo's condition only.</summary>
    internal const double AnySlope = double.PositiveInfinity;

    private const double Decrease = 1e-4;
    private const int MostTrials = 40;

    private readonly double _slopeRatio;
    private readonly float[] _origin;
    private readonly float[] _gradient;
    private readonly float[] _bestGradient;
    private readonly float[] _bestParameters;
    private readonly float[] _originBuffers;
    private readonly float[] _bestBuffers;

    /// <param name="network">Where the search starts.</param>
    /// <param name="slopeRatio">The slope at the end of a step, at most this part of the slope at its start.</param>
    internal LineSearch(INetwork network, double slopeRatio)
    {
        _slopeRatio = slopeRatio;
        _origin = network.Parameters.ToArray();
        _gradient = new float[_origin.Length];
        _bestGradient = new float[_origin.Length];
        _bestParameters = new float[_origin.Length];
        _originBuffers = network.Buffers.ToArray();
        _bestBuffers = new float[_originBuffers.Length];
    }

    /// <summary>The step found, with the parameters at its end; a step of 0, and the parameters as they were, if there is none.</summary>
    internal LineSearchPoint Run(in LossProbe probe, MinimizerState state, ReadOnlySpan<double> direction, double slope, double first)
    {
        // Within the rounding of the loss, the slope decides.
        double slack = state.Slack;
        LineSearchPoint start = new(0, state.Loss, slope);
        LineSearchPoint found = start;
        probe.Network.Buffers.CopyTo(_originBuffers);
        try
        {
            found = _slopeRatio == AnySlope
                ? Backtrack(probe, state, direction, start, first, slack)
                : Bracket(probe, state, direction, start, first, slack);
            return found;
        }
        finally
        {
            // Also where the network throws: trial parameters don't stay.
            (found.Step > 0 ? _bestParameters : _origin).CopyTo(probe.Network.Parameters);
            (found.Step > 0 ? _bestBuffers : _originBuffers).CopyTo(probe.Network.Buffers);
        }
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

    private LineSearchPoint Bracket(
        in LossProbe probe, MinimizerState state, ReadOnlySpan<double> direction, LineSearchPoint start, double first, double slack)
    {
        LineSearchPoint low = start;
        var high = new LineSearchPoint(double.PositiveInfinity, double.NaN, double.NaN);
        LineSearchPoint best = start;
        double step = first;
        for (int trial = 0; trial < MostTrials && Move(probe.Network.Parameters, direction, step); trial++)
        {
            LineSearchPoint point = Evaluate(probe, state, direction, step);
            bool isLower = point.IsFinite && point.Loss <= start.Loss + (Decrease * step * start.Slope) + slack;
            bool isFlatter = Math.Abs(point.Slope) < Math.Abs(best.Slope) && point.Loss <= best.Loss + slack;

            // Across a kink the slope jumps, and no point is flat: a lower loss counts there.
            if (isLower && (isFlatter || point.Loss < best.Loss - slack))
            {
                best = point;
                Keep(probe.Network);
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

        return best;
    }

    private LineSearchPoint Backtrack(
        in LossProbe probe, MinimizerState state, ReadOnlySpan<double> direction, LineSearchPoint start, double first, double slack)
    {
        double step = first;
        for (int trial = 0; trial < MostTrials && Move(probe.Network.Parameters, direction, step); trial++)
        {
            LineSearchPoint point = Evaluate(probe, state, direction, step);
            double bound = start.Loss + (Decrease * step * start.Slope);
            if (point.IsFinite && (point.Loss <= bound || (point.Loss <= bound + slack && Math.Abs(point.Slope) <= -start.Slope)))
            {
                Keep(probe.Network);
                return point;
            }

            // The minimum of the parabola through both losses and the slope at the start.
            double model = -start.Slope * step * step / (2 * (point.Loss - start.Loss - (start.Slope * step)));
            step = double.IsFinite(model) ? Math.Clamp(model, 0.1 * step, 0.5 * step) : 0.1 * step;
        }

        return start;
    }

    private void Keep(INetwork network)
    {
        _gradient.CopyTo(_bestGradient, 0);
        network.Parameters.CopyTo(_bestParameters);
        network.Buffers.CopyTo(_bestBuffers);
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

    private LineSearchPoint Evaluate(in LossProbe probe, MinimizerState state, ReadOnlySpan<double> direction, double step)
    {
        state.Evaluations++;

        // Running statistics take in the points that the run comes to, and no others.
        _originBuffers.CopyTo(probe.Network.Buffers);
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
