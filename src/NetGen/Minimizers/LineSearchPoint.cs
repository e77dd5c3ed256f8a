namespace NetGen;

/// <summary>A point on a line: step length, loss, and slope of the loss along the line.</summary>
internal readonly record struct LineSearchPoint(double Step, double Loss, double Slope)
{
    internal bool IsFinite => double.IsFinite(Loss) && double.IsFinite(Slope);
}
