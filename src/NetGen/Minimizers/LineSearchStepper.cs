namespace NetGen;

/// <summary>Steps along the directions of a rule, as far as a line search goes.</summary>
internal sealed class LineSearchStepper(IDirectionRule rule, LineSearch search, int length) : IStepper
{
    private readonly double[] _direction = new double[length];
    private readonly double[] _step = new double[length];
    private readonly double[] _change = new double[length];
    private LineSearchPoint _last;
    private double _lastSlope;

    public bool Step(in LossProbe probe, MinimizerState state)
    {
        while (true)
        {
            bool isSteepest = rule.Direction(probe, state, _direction);
            if (state.CancellationToken.IsCancellationRequested)
            {
                return false;
            }

            double slope = Vectors.Dot(state.Gradient, _direction);
            double first = rule.FirstStep(state.GradientNorm, _last, _lastSlope, slope);
            LineSearchPoint found = slope < 0 ? search.Run(probe, state, _direction, slope, first) : default;
            if (found.Step > 0)
            {
                search.Accept(state.Gradient, _step, _change);
                rule.Accept(_step, _change);
                state.Loss = found.Loss;
                state.GradientNorm = Vectors.Norm(state.Gradient);
                _last = found;
                _lastSlope = slope;
                return true;
            }

            if (isSteepest && _last.Step == 0)
            {
                return false;
            }

            // The direction was wrong, not the point: once more along the negative gradient.
            rule.Reset();
            _last = default;
        }
    }
}
