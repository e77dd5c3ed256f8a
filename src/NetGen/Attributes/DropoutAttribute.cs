namespace NetGen;

/// <summary>
/// Dropout: in training each value of the layer before is set to 0 with probability <see cref="Rate"/>, apart from the others, and the values that
/// are kept are divided by 1 - rate, so that their expectation stays (inverted dropout; Srivastava et al., 2014). Has no parameters.
/// </summary>
/// <remarks>
/// On in <c>Backward</c>, off in <c>Forward</c> and <c>ComputeLoss</c>, which are those of the network without it. The network implements
/// <see cref="IDropoutNetwork"/>, which has the seed of the masks; the same seed gives the same masks on every machine. It may be the
/// first layer, on the inputs; a dense layer must follow. A rate of 0 is no layer.
/// </remarks>
public sealed class DropoutAttribute : LayerAttribute
{
    /// <summary>Declares a dropout layer.</summary>
    /// <param name="rate">The probability of a value to be dropped, at least 0 and below 1: mostly 0.1 to 0.5.</param>
    public DropoutAttribute(float rate) => Rate = rate;

    /// <summary>The probability of a value to be dropped.</summary>
    public float Rate { get; }
}
