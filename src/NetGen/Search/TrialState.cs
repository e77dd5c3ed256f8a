namespace NetGen;

/// <summary>How a trial ended.</summary>
public enum TrialState
{
    /// <summary>It has a score.</summary>
    Completed,

    /// <summary>It threw an exception, or its score was NaN or infinite.</summary>
    Failed,

    /// <summary>The search was cancelled before the trial's end.</summary>
    Cancelled,
}
