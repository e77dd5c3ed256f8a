using System.Globalization;

namespace NetGen;

/// <summary>Where a dataset holds NaN or infinity.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="Column">The column within the features, or within the targets, from 0.</param>
/// <param name="Value">NaN or an infinity.</param>
/// <param name="InTargets">True if it is a target, false if it is a feature.</param>
/// <param name="ColumnName">The feature's name, if the dataset has names.</param>
public readonly record struct NonFiniteValue(int Row, int Column, float Value, bool InTargets, string? ColumnName)
{
    /// <summary>Such as <c>feature 2 ('petal_length') of row 17 is NaN</c>.</summary>
    public override string ToString()
    {
        string kind = InTargets ? "target" : "feature";
        string name = ColumnName is null ? "" : $" ('{ColumnName}')";
        return string.Create(CultureInfo.InvariantCulture, $"{kind} {Column}{name} of row {Row} is {Value}");
    }
}
