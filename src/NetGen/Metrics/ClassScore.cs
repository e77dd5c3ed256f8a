namespace NetGen;

/// <summary>What is made of the counts of a class.</summary>
internal enum ClassScore
{
    /// <summary>Hits / predictions.</summary>
    Precision,

    /// <summary>Hits / members.</summary>
    Recall,

    /// <summary>The harmonic mean of both: 2 hits / (predictions + members).</summary>
    F1,
}
