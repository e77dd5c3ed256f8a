using System;

namespace NetGen;

/// <summary>A gradient does not agree with central differences.</summary>
public sealed class GradientCheckException : Exception
{
    internal GradientCheckException(GradientCheckReport report)
        : base(report.ToString()) => Report = report;

    /// <summary>The whole result.</summary>
    public GradientCheckReport Report { get; }
}
