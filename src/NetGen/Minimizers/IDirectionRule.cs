using System;

namespace NetGen;

/// <summary>Chooses the directions of one run.</summary>
internal interface IDirectionRule
{
    /// <summary>The length of the first step tried, as a multiple of the direction; the last step's multiple and slopes are known.</summary>
    double FirstStep(double gradientNorm, in LineSearchPoint last, double lastSlope, double slope);

    /// <summary>Writes a direction. Called at each new gradient, in order.</summary>
    /// <returns>Whether it is the negative gradient's: a rule has no other to offer when that one fails.</returns>
    bool Direction(in LossProbe probe, MinimizerState state, Span<double> direction);

    /// <summary>Takes note of a step and of the change of the gradient along it.</summary>
    void Accept(ReadOnlySpan<double> step, ReadOnlySpan<double> change);

    /// <summary>Forgets everything: the next direction is the negative gradient's.</summary>
    void Reset();
}
