namespace NetGen;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>The monitored metric did not improve for as many epochs as the patience.</summary>
    EarlyStopped,

    /// <summary>The cancellation token asked for it.</summary>
    Cancelled,

    /// <summary>NaN or infinity in the data, the loss, the gradients or the parameters.</summary>
    NumericOverflow,

    /// <summary>A rule of <see cref="TrainingOptions.StopRules"/> held: <see cref="TrainingResult.StoppedBy"/>.</summary>
    RuleMet,
}
