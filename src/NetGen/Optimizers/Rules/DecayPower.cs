namespace NetGen;

/// <summary>
/// beta^t for the steps t = 1, 2, 3 ..., one multiplication a step. Any t gives the same bits whether reached step by step or at once,
/// and on every operating system, which Math.Pow does not promise.
/// </summary>
internal struct DecayPower
{
    // Below this, 1 - beta^t is 1 in double; going on would end in slow denormals.
    private const double Negligible = 1e-30;

    private float _beta;
    private double _value;
    private long _step;

    /// <summary>Gives beta^<paramref name="step"/>.</summary>
    public double At(float beta, long step)
    {
        if (beta != _beta || step < _step)
        {
            _beta = beta;
            _value = 1.0;
            _step = 0;
        }

        while (_step < step && _value != 0)
        {
            _value *= beta;
            _value = _value < Negligible ? 0 : _value;
            _step++;
        }

        _step = step;
        return _value;
    }
}
