using System.Globalization;

namespace NetGen;

/// <summary>How well a network does on a dataset.</summary>
/// <param name="Loss">The mean loss over all rows.</param>
/// <param name="Accuracy">The share of correct answers, from 0 to 1; null where there is no right or wrong (regression).</param>
/// <param name="Rows">Number of rows.</param>
public readonly record struct Evaluation(float Loss, float? Accuracy, int Rows)
{
    /// <summary>Such as <c>loss 0.0412, accuracy 97.4 % of 360 rows</c>.</summary>
    public override string ToString() => Accuracy is float accuracy
        ? string.Create(CultureInfo.InvariantCulture, $"loss {Loss:G4}, accuracy {100 * accuracy:F1} % of {Rows} rows")
        : string.Create(CultureInfo.InvariantCulture, $"loss {Loss:G4}, {Rows} rows");
}
