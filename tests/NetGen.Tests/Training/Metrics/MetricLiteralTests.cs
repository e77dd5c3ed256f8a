using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Training.Metrics;

/// <summary>Values of scikit-learn 1.2.1 for the same numbers; the RMSE is the root of its mean_squared_error over all outputs.</summary>
[Trait("Category", "Functional")]
public class MetricLiteralTests
{
    private const int Digits = 12;

    // The classes predicted are 0 1 0 1 0 1 0 1: never 2, and 3 is nowhere.
    private static readonly float[] ClassOutputs =
    [
        .6f, .2f, .1f, .1f, .1f, .7f, .1f, .1f, .4f, .3f, .2f, .1f, .2f, .5f, .25f, .05f,
        .5f, .2f, .2f, .1f, .3f, .35f, .3f, .05f, .8f, .1f, .05f, .05f, .25f, .4f, .3f, .05f,
    ];

    private static readonly int[] Labels = [0, 1, 2, 2, 0, 1, 1, 0];

    private static readonly float[] BinaryOutputs = [.1f, .4f, .35f, .8f, .4f, .4f, .9f, .2f, .35f, .6f];

    private static readonly int[] BinaryLabels = [0, 0, 1, 1, 1, 0, 1, 0, 0, 0];

    private static readonly float[] LabelSetOutputs = [.9f, .2f, .1f, .6f, .7f, .2f, .3f, .8f, .3f, .7f, .1f, 0f, .2f, .55f, .4f];

    private static readonly float[] LabelSets = [1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0];

    private static readonly float[] Predictions = [2.5f, 0.5f, 0f, 2f, 2f, -1f, 8f, 3.5f, 1.25f, 0.75f];

    private static readonly float[] Targets = [3f, 1f, -0.5f, 2f, 2f, -2f, 7f, 4f, 1.5f, 0.25f];

    public static TheoryData<Metric, double> Classes => new()
    {
        { Metric.Accuracy, 0.5 },
        { Metric.TopK(1), 0.5 },
        { Metric.TopK(2), 0.75 },
        { Metric.TopK(3), 1 },
        { Metric.PrecisionMacro, 0.3333333333333333 },
        { Metric.PrecisionMicro, 0.5 },
        { Metric.RecallMacro, 0.4444444444444444 },
        { Metric.RecallMicro, 0.5 },
        { Metric.F1Macro, 0.380952380952381 },
        { Metric.F1Micro, 0.5 },
        { Metric.RocAucMacro, 0.6083333333333333 },
    };

    public static TheoryData<Metric, double> TwoClasses => new()
    {
        { Metric.Accuracy, 0.7 },
        { Metric.Precision, 0.6666666666666666 },
        { Metric.Recall, 0.5 },
        { Metric.F1, 0.5714285714285715 },
        { Metric.PrecisionMacro, 0.6904761904761905 },
        { Metric.PrecisionMicro, 0.7 },
        { Metric.RecallMacro, 0.6666666666666667 },
        { Metric.RecallMicro, 0.7 },
        { Metric.F1Macro, 0.6703296703296704 },
        { Metric.F1Micro, 0.7 },
        { Metric.RocAuc, 0.7708333333333334 },
        { Metric.RocAucMacro, 0.7708333333333334 },
    };

    public static TheoryData<Metric, double> MultiLabel => new()
    {
        { Metric.Accuracy, 0.7333333333333333 },
        { Metric.PrecisionMacro, 0.4444444444444444 },
        { Metric.PrecisionMicro, 0.6666666666666666 },
        { Metric.RecallMacro, 0.4444444444444444 },
        { Metric.RecallMicro, 0.6666666666666666 },
        { Metric.F1Macro, 0.4444444444444444 },
        { Metric.F1Micro, 0.6666666666666666 },
        { Metric.RocAucMacro, 0.75 },
    };

    public static TheoryData<Metric, double> Regression => new()
    {
        { Metric.MeanAbsoluteError, 0.475 },
        { Metric.RootMeanSquaredError, 0.5755432216610669 },
        { Metric.R2, 0.9297950840157618 },
    };

    public static TheoryData<Metric, double> ManyRows => new()
    {
        { Metric.Accuracy, 0.2 },
        { Metric.TopK(3), 0.597 },
        { Metric.PrecisionMacro, 0.20145994377141968 },
        { Metric.RecallMacro, 0.20003155078876972 },
        { Metric.F1Macro, 0.19184149184149185 },
        { Metric.RocAucMacro, 0.4989603670800996 },
    };

    [Theory]
    [MemberData(nameof(Classes))]
    public void ClassMetrics_AreScikitLearns(Metric metric, double expected) => Check(metric, expected, ClassOutputs, Labels, new MetricTask(4));

    [Theory]
    [MemberData(nameof(TwoClasses))]
    public void BinaryMetrics_AreScikitLearns(Metric metric, double expected) => Check(metric, expected, BinaryOutputs, BinaryLabels, new MetricTask(1));

    [Theory]
    [MemberData(nameof(TwoClasses))]
    public void TwoOutputs_GiveTheSameAsOne(Metric metric, double expected)
    {
        float[] outputs = [.. BinaryOutputs.SelectMany(p => new[] { 1f - p, p })];
        Check(metric, expected, outputs, BinaryLabels, new MetricTask(2));
    }

    [Theory]
    [MemberData(nameof(MultiLabel))]
    public void MultiLabelMetrics_AreScikitLearns(Metric metric, double expected) =>
        CheckTargets(metric, expected, LabelSetOutputs, LabelSets, new MetricTask(3, MultiLabel: true));

    [Theory]
    [MemberData(nameof(Regression))]
    public void RegressionMetrics_AreScikitLearns(Metric metric, double expected) => CheckTargets(metric, expected, Predictions, Targets, new MetricTask(2));

    [Theory]
    [MemberData(nameof(ManyRows))]
    public void AThousandRows_AreScikitLearns(Metric metric, double expected)
    {
        float[] outputs = [.. Enumerable.Range(0, 5000).Select(i => (float)(i * 7919 % 1009))];
        int[] labels = [.. Enumerable.Range(0, 1000).Select(i => ((i * 31) + (i / 7)) % 5)];
        Check(metric, expected, outputs, labels, new MetricTask(5));
    }

    private static void Check(Metric metric, double expected, float[] outputs, int[] labels, MetricTask task)
    {
        MetricAccumulator accumulator = metric.CreateAccumulator(task);
        for (int row = 0; row < labels.Length;)
        {
            int rows = Math.Min(3, labels.Length - row);
            accumulator.Add(outputs.AsSpan(row * task.OutputSize, rows * task.OutputSize), labels.AsSpan(row, rows));
            row += rows;
        }

        Assert.Equal(expected, accumulator.Value, Digits);
        Assert.Equal(labels.Length, accumulator.Rows);

        float[] targets = task.OutputSize == 1
            ? [.. labels.Select(label => (float)label)]
            : [.. labels.SelectMany(label => Enumerable.Range(0, task.OutputSize).Select(c => c == label ? 1f : 0f))];
        CheckTargets(metric, expected, outputs, targets, task);
    }

    private static void CheckTargets(Metric metric, double expected, float[] outputs, float[] targets, MetricTask task)
    {
        MetricAccumulator accumulator = metric.CreateAccumulator(task);
        accumulator.Add(outputs.AsSpan(0, task.OutputSize), targets.AsSpan(0, task.OutputSize));
        accumulator.Reset();
        accumulator.Add(outputs, targets);
        Assert.Equal(expected, accumulator.Value, Digits);
        Assert.Equal(expected, accumulator.Value, Digits);
    }
}
