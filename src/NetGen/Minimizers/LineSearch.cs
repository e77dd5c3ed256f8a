using System;

namespace NetGen;

/// <summary>
/// Finds a step along a direction that meets the strong Wolfe conditions: a loss below f(0) + 1e-4 a f'(0), and a slope of at most a given part of
/// f'(0). A bracket around the minimum shrinks by secants of the slope, kept away from its ends.
/// </summary>
internal ref struct LineSearch
{
    private const double Decrease = 1e-4;
    private const int MostTrials = 40;

    /// <summary>Two roundings of a float32 loss: within them, the slope decides.</summary>
    private const double Rounding = 1.0 / (1 << 22);

    private readonly LossProbe _probe;
    private readonly double _slopeRatio;
    private readonly float[] _origin;
    private readonly float[] _gradient;
    private readonly float[] _bestGradient;
    private readonly float[] _bestParameters;
    private readonly float[] _originBuffers;
    private readonly float[] _bestBuffers;

    internal LineSearch(LossProbe probe, double slopeRatio)
    {
        _probe = probe;
        _slopeRatio = slopeRatio;
        _origin = probe.Network.Parameters.ToArray();
        _gradient = new float[_origin.Length];
        _bestGradient = new float[_origin.Length];
        _bestParameters = new float[_origin.Length];
        _originBuffers = probe.Network.Buffers.ToArray();
        _bestBuffers = new float[_originBuffers.Length];
    }

    internal int Evaluations { get; private set; }

    /// <summary>Loss and gradient where the run starts.</summary>
    internal double Start(Span<double> gradient)
    {
        Evaluations++;
        double loss = _probe.Loss(_gradient);
        _probe.Network.Buffers.CopyTo(_originBuffers);
        Widen(_gradient, gradient);
        return loss;
    }

    /// <summary>The step found, with the parameters at its end; a step of 0, and the parameters as they were, if there is none.</summary>
    internal LineSearchPoint Run(ReadOnlySpan<double> direction, LineSearchPoint start, double first)
    {
        double slack = Math.Abs(start.Loss) * Rounding;
        LineSearchPoint low = start;
        var high = new LineSearchPoint(double.PositiveInfinity, double.NaN, double.NaN);
        LineSearchPoint best = start;
        double step = first;
        for (int trial = 0; trial < MostTrials; trial++)
        {
            if (!Move(direction, step))
            {
                break;
            }

            LineSearchPoint point = Evaluate(direction, step);
            bool isLower = point.IsFinite && point.Loss <= start.Loss + (Decrease * step * start.Slope) + slack;
            if (isLower && Math.Abs(point.Slope) < Math.Abs(best.Slope) && point.Loss <= best.Loss + slack)
            {
                best = point;
                _gradient.CopyTo(_bestGradient, 0);
                _probe.Network.Parameters.CopyTo(_bestParameters);
                _probe.Network.Buffers.CopyTo(_bestBuffers);
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

        (best.Step > 0 ? _bestParameters : _origin).CopyTo(_probe.Network.Parameters);
        (best.Step > 0 ? _bestBuffers : _originBuffers).CopyTo(_probe.Network.Buffers);
        return best;
    }

    /// <summary>Makes the found point the origin of the next search. The step is the one that the rounded parameters took.</summary>
    internal readonly void Accept(Span<double> gradient, Span<double> step, Span<double> change)
    {
        for (int i = 0; i < _origin.Length; i++)
        {
            step[i] = (double)_bestParameters[i] - _origin[i];
            change[i] = _bestGradient[i] - gradient[i];
            gradient[i] = _bestGradient[i];
            _origin[i] = _bestParameters[i];
        }

        _bestBuffers.CopyTo(_originBuffers, 0);
    }

    /// <summary>Sets the parameters; false if none changes.</summary>
    private readonly bool Move(ReadOnlySpan<double> direction, double step)
    {
        Span<float> parameters = _probe.Network.Parameters;
        bool moved = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = (float)(_origin[i] + (step * direction[i]));
            moved |= parameters[i] != _origin[i];
        }

        return moved;
    }

    private LineSearchPoint Evaluate(ReadOnlySpan<double> direction, double step)
    {
        Evaluations++;

        // Running statistics take in the points that the run comes to, and no others.
        _originBuffers.CopyTo(_probe.Network.Buffers);
        double loss = _probe.Loss(_gradient);
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

    private static void Widen(ReadOnlySpan<float> source, Span<double> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = source[i];
        }
    }
}
