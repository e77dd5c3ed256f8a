using System;
using System.Threading;

namespace NetGen;

/// <summary>Where a run stands: loss and gradient at the network's parameters, and what it cost so far.</summary>
internal sealed class MinimizerState(int length, CancellationToken cancellationToken)
{
    /// <summary>A measure of noise that is not larger by this factor says the same again.</summary>
    private const double NoiseGrowth = 2;

    private double _noise;
    private double _noiseLoss;

    internal double Loss { get; set; }

    internal double[] Gradient { get; } = new double[length];

    internal double GradientNorm { get; set; }

    /// <summary>Losses that differ by less are taken as equal: two roundings, or the noise of the loss where that was in the way.</summary>
    internal double Slack => Math.Max(LossRounding.Of(Loss), _noise);

    /// <summary>Calls of Backward.</summary>
    internal int Evaluations { get; set; }

    /// <summary>Products with the Hessian or with the Jacobian of the residuals.</summary>
    internal int Products { get; set; }

    internal CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Measures the noise of the loss, for which a search that finds no lower loss may have to allow.</summary>
    /// <returns>Whether it is above what was allowed.</returns>
    internal bool AllowNoise(in LossProbe probe)
    {
        double before = Slack;
        MeasureNoise(probe);
        return _noise > NoiseGrowth * before;
    }

    /// <summary>Measures the noise anew where the loss has fallen far: most of it falls along.</summary>
    internal void Refresh(in LossProbe probe)
    {
        if (_noise > 0 && Loss < 0.5 * _noiseLoss)
        {
            MeasureNoise(probe);
        }
    }

    private void MeasureNoise(in LossProbe probe)
    {
        float[] state = NetworkState.Of(probe.Network);
        try
        {
            _noise = LossNoise.Measure(probe, Loss);
        }
        finally
        {
            NetworkState.Restore(probe.Network, state);
        }

        _noiseLoss = Loss;
        Evaluations += LossNoise.Points;
    }
}
