namespace NetGen;

/// <summary>
/// Layer normalization over the units of each row: <c>y = (x - mean) / sqrt(variance + Epsilon) * weight + bias</c>, with the mean and the biased
/// variance (divided by the number of units) of the row itself, so training and prediction are the same. Tensors: <c>layerK.weight</c>, which starts
/// at 1, and <c>layerK.bias</c>, which starts at 0, both of shape [units]. Ba, Kiros and Hinton, 2016; PyTorch's LayerNorm.
/// </summary>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance, so that rows of equal values divide by no zero: finite and greater than 0. 1e-5 unless set.</summary>
    public float Epsilon { get; set; } = 1e-5f;
}
