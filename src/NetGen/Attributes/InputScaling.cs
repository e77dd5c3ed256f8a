namespace NetGen;

/// <summary>What the offset and scale of <c>[Standardize]</c> are, feature by feature.</summary>
public enum InputScaling
{
    /// <summary>
    /// Mean 0 and deviation 1 over the training set: offset is the mean, scale 1 / deviation (that of the population: divided by n). A constant feature
    /// becomes 0.
    /// </summary>
    Deviation,

    /// <summary>Smallest value 0 and largest 1 over the training set: offset is the smallest, scale 1 / (largest - smallest). A constant feature becomes 0.</summary>
    Range,
}
