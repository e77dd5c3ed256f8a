namespace NetGen;

/// <summary>Which scores are better.</summary>
public enum SearchGoal
{
    /// <summary>Small ones: losses and errors.</summary>
    Minimize,

    /// <summary>Large ones: accuracies.</summary>
    Maximize,
}
