namespace NetGen;

/// <summary>How often a schedule changes the learning rate.</summary>
public enum ScheduleInterval
{
    /// <summary>At the beginning of each epoch.</summary>
    Epoch,

    /// <summary>Before each step; the formula is taken at fractions of an epoch.</summary>
    Step,
}
