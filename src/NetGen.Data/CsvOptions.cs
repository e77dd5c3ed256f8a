using System.Collections.Generic;

namespace NetGen.Data;

/// <summary>Which columns of a CSV file mean what. Without any option the last column is the class label and all others are features.</summary>
public sealed class CsvOptions
{
    /// <summary>What separates cells; a comma unless set.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>The feature columns, in this order; unless set, all columns that are not label, target or ignored.</summary>
    public IReadOnlyList<string>? FeatureColumns { get; init; }

    /// <summary>The column of the class label; the last column unless set. Not together with <see cref="TargetColumns"/>.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The columns of a target vector, in this order, for regression. Not together with <see cref="LabelColumn"/>.</summary>
    public IReadOnlyList<string>? TargetColumns { get; init; }

    /// <summary>Columns that are not read, such as a row number.</summary>
    public IReadOnlyList<string>? IgnoredColumns { get; init; }

    /// <summary>
    /// The text of each class, in the order of the class indices, so that several files (training and test) share one numbering.
    /// Unless set: labels that are all whole numbers from 0 on are the class indices themselves; any other labels are classes in sorted
    /// order (whole numbers by value, text by ordinal), and the dataset has them as its class names.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }
}
