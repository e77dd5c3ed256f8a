using System;

namespace NetGen;

/// <summary>Steps of a damped model, with the damping that the gain ratio asks for.</summary>
internal sealed class DampedStepper(IDampedModel model, int length, double initialDamping) : IStepper
{
    private const double LeastGain = 1e-4;

    /// <summary>The least damping, as a part of B: below it, the rounding of float32 derivatives decides the step.</summary>
    private const double LeastDamping = 1e-8;

    /// <summary>The 40th rejection in a row has multiplied the damping by 2^820: no parameter moves any more.</summary>
    private const int MostTrials = 40;

    private readonly float[] _origin = new float[length];
    private readonly float[] _gradient = new float[length];
    private readonly double[] _step = new double[length];
    private double _damping = double.NaN;

    public bool Step(in LossProbe probe, MinimizerState state)
    {
        Span<float> parameters = probe.Network.Parameters;
        parameters.CopyTo(_origin);
        float[] buffers = probe.Network.Buffers.ToArray();
        model.Form(probe, state);
        double least = LeastDamping * model.Magnitude;
        if (double.IsNaN(_damping))
        {
            _damping = initialDamping * (model.Magnitude > 0 ? model.Magnitude : 1);
        }

        double growth = 2;
        for (int trial = 0; trial < MostTrials && !state.CancellationToken.IsCancellationRequested; trial++)
        {
            _damping = Math.Max(_damping, least);
            if (model.Solve(probe, state, _damping, _step) && !state.CancellationToken.IsCancellationRequested)
            {
                if (!Move(parameters))
                {
                    break;
                }

                // Running statistics take in the points that the run comes to, and no others.
                buffers.CopyTo(probe.Network.Buffers);
                double gain = Gain(probe, state, out double loss);
                if (gain > LeastGain)
                {
                    state.Loss = loss;
                    Vectors.Widen(_gradient, state.Gradient);
                    state.GradientNorm = Vectors.Norm(state.Gradient);
                    _damping *= Math.Max(1.0 / 3, 1 - Math.Pow((2 * gain) - 1, 3));
                    return true;
                }
            }

            _damping *= growth;
            growth *= 2;
        }

        _origin.CopyTo(parameters);
        buffers.CopyTo(probe.Network.Buffers);
        _damping = double.NaN;
        return false;
    }

    /// <summary>Sets the parameters; false if none changes.</summary>
    private bool Move(Span<float> parameters)
    {
        bool moved = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = (float)(_origin[i] + _step[i]);
            moved |= parameters[i] != _origin[i];
        }

        return moved;
    }

    /// <summary>The decrease of the loss over that of the model.</summary>
    private double Gain(in LossProbe probe, MinimizerState state, out double loss)
    {
        state.Evaluations++;
        loss = probe.Loss(_gradient);
        double decrease = state.Loss - loss;
        double slope = Vectors.Dot(state.Gradient, _step);
        double slopeAtEnd = 0;
        for (int i = 0; i < _step.Length; i++)
        {
            slopeAtEnd += _gradient[i] * _step[i];
        }

        // A loss rounds, its slopes do too but relative to themselves.
        if (Math.Abs(decrease) <= Math.Max(8 * LossRounding.Of(state.Loss), state.Slack))
        {
            decrease = -(slope + slopeAtEnd) / 2;
        }

        double gain = decrease / (((_damping * model.SquaredLength(_step)) - slope) / 2);
        return double.IsFinite(slopeAtEnd) ? gain : double.NaN;
    }
}
