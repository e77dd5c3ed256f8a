namespace NetGen;

/// <summary>What decides which epoch is the best one, and whether training still improves.</summary>
public enum MonitoredMetric
{
    /// <summary>The validation loss if there is a validation set, else the training loss.</summary>
    Auto,

    /// <summary>The mean loss over the validation set; smaller is better.</summary>
    ValidationLoss,

    /// <summary>The accuracy on the validation set; larger is better.</summary>
    ValidationAccuracy,

    /// <summary>The running mean of the batch losses of the epoch; smaller is better.</summary>
    TrainingLoss,
}
