namespace NetGen;

/// <summary>
/// Batch normalization of each unit: <c>y = (x - mean) / sqrt(variance + Epsilon) * weight + bias</c>. In <c>Backward</c>, mean and biased variance
/// (divided by the number of rows) are those of the unit over the whole batch, which needs at least two rows; in <c>Forward</c> and
/// <c>ComputeLoss</c> they are the running ones, so that a row's output does not depend on the rows beside it, at one multiply-add per value. Trained
/// tensors: <c>layerK.weight</c>, which starts at 1, and <c>layerK.bias</c>, which starts at 0. Buffers: <c>layerK.running_mean</c> and
/// <c>layerK.running_var</c>, which start at 0 and 1; each <c>Backward</c> moves them by <c>running += Momentum * (batch - running)</c>, where the
/// batch's variance is the unbiased one (divided by rows - 1). All of shape [units]. Ioffe and Szegedy, 2015; PyTorch's BatchNorm1d.
/// </summary>
/// <remarks>
/// It may stand behind any layer, before or after an activation, or first, for the inputs. A bias of the dense layer right before it has no effect:
/// its gradient is exactly 0. <c>Backward</c> writes the buffers, so on one network it runs on one thread at a time, with no other call beside it.
/// </remarks>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>The part of the batch in the running statistics: above 0, at most 1. 0.1 unless set.</summary>
    public float Momentum { get; set; } = 0.1f;

    /// <summary>Added to the variance, so that units of equal values divide by no zero: finite and greater than 0. 1e-5 unless set.</summary>
    public float Epsilon { get; set; } = 1e-5f;
}
