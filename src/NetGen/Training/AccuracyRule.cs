namespace NetGen;

/// <summary>What counts as a correct answer.</summary>
internal enum AccuracyRule
{
    /// <summary>Regression: nothing is right or wrong.</summary>
    None,

    /// <summary>A row is correct if its largest output is at its class.</summary>
    LargestOutput,

    /// <summary>An output is correct if it lies on the same side of 0.5 as its target.</summary>
    Threshold,
}
