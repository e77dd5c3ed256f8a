using System;

namespace NetGen;

/// <summary>What <see cref="GradientCheck"/> takes as a fault, and how much it checks.</summary>
public sealed class GradientCheckOptions
{
    /// <summary>The largest relative error that passes, greater than 0. 1e-3 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not greater than 0, or not finite.</exception>
    public double Tolerance
    {
        get;
        init => field = Setting.Positive(value);
    } = 1e-3;

    /// <summary>How many parameters of a tensor are checked, at least 1. A larger tensor is sampled. All unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int ParametersPerTensor
    {
        get;
        init => field = Setting.AtLeast(1, value);
    } = int.MaxValue;

    /// <summary>Decides which parameters a sample has. 0 unless set.</summary>
    public ulong Seed { get; init; }
}
