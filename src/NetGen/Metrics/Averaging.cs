namespace NetGen;

/// <summary>How a metric of one class becomes one of all classes.</summary>
internal enum Averaging
{
    /// <summary>Class 1 alone counts.</summary>
    Binary,

    /// <summary>The mean over the classes, each with the same weight.</summary>
    Macro,

    /// <summary>The counts of all classes, added up first.</summary>
    Micro,
}
