using System.Globalization;

namespace NetGen;

/// <summary>How one tensor's gradient compares with central differences.</summary>
/// <param name="Name">The tensor, such as <c>layer1.weight</c>.</param>
/// <param name="Checked">Parameters checked.</param>
/// <param name="MaxRelativeError">
/// The largest of max(0, |gradient - difference| - error bound) / max(|gradient|, |difference|, 1 % of the tensor's largest gradient).
/// </param>
/// <param name="WorstIndex">Where that is: the element of the tensor, counted row-major in PyTorch's shape.</param>
/// <param name="Gradient">What <c>Backward</c> gives there.</param>
/// <param name="Difference">What the differences give there.</param>
/// <param name="ErrorBound">How far from the truth <paramref name="Difference"/> may be.</param>
/// <param name="Kinks">Parameters at which the slopes to the left and to the right differ; they are not compared.</param>
/// <param name="Unresolved">Parameters whose error bound is too large for a statement.</param>
/// <param name="Tolerance">The largest relative error that passes.</param>
public sealed record TensorGradientCheck(
    string Name, int Checked, double MaxRelativeError, int WorstIndex, double Gradient, double Difference, double ErrorBound, int Kinks, int Unresolved, double Tolerance)
{
    /// <summary>Whether the error is within the tolerance, and at least half of the parameters could be compared.</summary>
    public bool Passed => MaxRelativeError <= Tolerance && 2 * (Kinks + Unresolved) <= Checked;

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Passed ? "ok  " : "FAIL")} {Name}: largest relative error {MaxRelativeError:E1} at [{WorstIndex}] (gradient {Gradient:G6}, difference {Difference:G6} +- {ErrorBound:E1}), {Checked} checked, {Kinks} at kinks, {Unresolved} unresolved");
}
