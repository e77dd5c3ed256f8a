using System;
using System.Collections.Generic;

namespace Newton;

/// <summary>One method's way from a start towards the target loss.</summary>
internal sealed record Fit(CurveNet Network, IReadOnlyList<double> Losses, int Evaluations, int Products, TimeSpan Time)
{
    public int Iterations => Losses.Count - 1;

    public bool IsDone => Losses[^1] <= Methods.TargetLoss;
}
