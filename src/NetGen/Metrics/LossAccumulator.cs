using System;

namespace NetGen;

/// <summary>
/// The mean loss: the sum of batch loss x rows / the sum of rows, or with weights in place of rows. It takes the losses that <c>Backward</c> and <c>ComputeLoss</c> return, since
/// cross-entropies are computed from logits, which outputs no longer tell.
/// </summary>
public sealed class LossAccumulator : MetricAccumulator
{
    private double _sum;
    private double _weight;

    /// <summary>Starts with no rows.</summary>
    public LossAccumulator()
        : base(new MetricTask(1))
    {
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">The batch mean loss.</param>
    /// <param name="rows">The rows of the batch, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No rows.</exception>
    public void Add(float meanLoss, int rows) => Add(meanLoss, rows, rows);

    /// <summary>Adds a batch of weighted rows.</summary>
    /// <param name="meanLoss">The weighted mean loss of the batch; not looked at if its weight is 0.</param>
    /// <param name="rows">The rows of the batch, at least 1.</param>
    /// <param name="weight">The sum of their weights, finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">No rows, or no such weight.</exception>
    public void Add(float meanLoss, int rows, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (!(weight >= 0 && double.IsFinite(weight)))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is finite and at least 0.");
        }

        _sum += weight > 0 ? meanLoss * weight : 0;
        _weight += weight;
        CountRows(rows);
    }

    /// <inheritdoc />
    protected override void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets) => throw NeedsLoss();

    /// <inheritdoc />
    protected override void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels) => throw NeedsLoss();

    /// <inheritdoc />
    protected override double Compute() => _sum / _weight;

    /// <inheritdoc />
    protected override void Clear() => _sum = _weight = 0;

    private static InvalidOperationException NeedsLoss() =>
        new("The loss is not computed from outputs: give Add the batch mean loss, which Backward and ComputeLoss return, and the number of rows.");
}
