using System;

namespace NetGen;

/// <summary>
/// The mean loss: the sum of batch loss x rows / the sum of rows. It takes the losses that <c>Backward</c> and <c>ComputeLoss</c> return, since
/// cross-entropies are computed from logits, which outputs no longer tell.
/// </summary>
public sealed class LossAccumulator : MetricAccumulator
{
    private double _sum;

    /// <summary>Starts with no rows.</summary>
    public LossAccumulator()
        : base(new MetricTask(1))
    {
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">The batch mean loss.</param>
    /// <param name="rows">The rows of the batch, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No rows.</exception>
    public void Add(float meanLoss, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        _sum += (double)meanLoss * rows;
        CountRows(rows);
    }

    /// <inheritdoc />
    protected override void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets) => throw NeedsLoss();

    /// <inheritdoc />
    protected override void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels) => throw NeedsLoss();

    /// <inheritdoc />
    protected override double Compute() => _sum / Rows;

    /// <inheritdoc />
    protected override void Clear() => _sum = 0;

    private static InvalidOperationException NeedsLoss() =>
        new("The loss is not computed from outputs: give Add the batch mean loss, which Backward and ComputeLoss return, and the number of rows.");
}
