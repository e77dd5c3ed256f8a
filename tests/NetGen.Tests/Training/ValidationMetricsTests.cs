using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Tests.Networks;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.Training;

public sealed class ValidationMetricsTests
{
    private static readonly Dataset Train = Samples.Clusters(90, spread: 2.5f);
    private static readonly Dataset Validation = Samples.Clusters(60, spread: 2.4f);

    [Fact]
    public void EachEpoch_HasTheMetricsThatTheEvaluatorMeasures()
    {
        SoftmaxNetwork network = new(2, 3);
        List<double[]> expected = [];
        Metric[] metrics = [Metric.F1Macro, Metric.TopK(2), Metric.RocAucMacro];
        TrainingResult result = Trainer.Fit(network, Train, new PlainDescent(0.3f), new TrainingOptions
        {
            Epochs = 4,
            Validation = Validation,
            ValidationMetrics = metrics,
            Progress = new Report(_ => expected.Add(Evaluator.Measure(network, Validation, metrics))),
        });
        Assert.Equal(expected, result.History.Select(report => report.ValidationMetrics.Select(metric => metric.Value).ToArray()));
        Assert.Equal(["macro F1", "top-2 accuracy", "macro ROC AUC"], result.History[0].ValidationMetrics.Select(metric => metric.Name));
        Assert.Contains(", validation macro F1 0.", result.History[0].ToString(), StringComparison.Ordinal);
        Assert.NotEqual(expected[0], expected[3]);
    }

    [Fact]
    public void TheMonitor_IsAnyMetricInItsDirection()
    {
        TrainingResult rising = Fit(TrainingMetric.Validation(Metric.F1Macro));
        double best = rising.History.Max(report => report.ValidationMetrics[0].Value);
        Assert.Equal(rising.History.First(report => report.ValidationMetrics[0].Value == best).Epoch, rising.BestEpoch);
        Assert.EndsWith("the best by validation macro F1.", rising.Message, StringComparison.Ordinal);

        TrainingResult falling = Fit(TrainingMetric.Validation(Metric.RootMeanSquaredError));
        double least = falling.History.Min(report => report.ValidationMetrics[0].Value);
        Assert.Equal(falling.History.First(report => report.ValidationMetrics[0].Value == least).Epoch, falling.BestEpoch);

        static TrainingResult Fit(TrainingMetric monitor) => Trainer.Fit(
            new SoftmaxNetwork(2, 3), Train, new PlainDescent(1f), new TrainingOptions { Epochs = 20, Validation = Validation, Monitor = monitor });
    }

    [Fact]
    public void AMetricThatARuleWatches_IsMeasuredOnce()
    {
        StopRule rule = StopRule.WhenReached(TrainingMetric.Validation(Metric.TopK(2)), 0.5f);
        TrainingResult result = Trainer.Fit(new SoftmaxNetwork(2, 3), Train, new PlainDescent(0.3f), new TrainingOptions
        {
            Epochs = 50,
            Validation = Validation,
            ValidationMetrics = [Metric.TopK(2)],
            StopRules = [rule],
        });
        Assert.Same(rule, result.StoppedBy);
        Assert.Equal("top-2 accuracy", Assert.Single(result.History[0].ValidationMetrics).Name);
        Assert.StartsWith("The validation top-2 accuracy reached 0.5.", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_AreInTheCheckpointAndMustBeTheSame()
    {
        using TemporaryFolder folder = new();
        Fit(6, null, out TrainingResult expected, Metric.F1Macro, Metric.MeanAbsoluteError);
        Fit(3, new Checkpoint(folder["run"]), out _, Metric.F1Macro, Metric.MeanAbsoluteError);
        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => Fit(6, new Checkpoint(folder["run"]) { Resume = true }, out _, Metric.F1Macro));
        Assert.Contains("validation_metrics: expected macro F1, found macro F1; MAE", error.Message, StringComparison.Ordinal);
        Fit(6, new Checkpoint(folder["run"]) { Resume = true }, out TrainingResult result, Metric.F1Macro, Metric.MeanAbsoluteError);
        Assert.Equal(expected.History.Select(report => report.ValidationMetrics), result.History.Select(report => report.ValidationMetrics));
        Assert.Equal(2, result.History[0].ValidationMetrics.Count);

        static void Fit(int epochs, Checkpoint? checkpoint, out TrainingResult result, params Metric[] metrics) => result = Trainer.Fit(
            new ClusterNet(3),
            Train,
            new Adam(),
            new TrainingOptions { Epochs = epochs, Validation = Validation, ValidationMetrics = metrics, Checkpoint = checkpoint });
    }

    [Fact]
    public void MetricsWithoutAValidationSetOrOfAnotherTask_AreRefused()
    {
        Refused("needs a Validation set", new TrainingOptions { ValidationMetrics = [Metric.F1Macro] });
        Refused("Monitor is the validation macro F1, which needs a Validation set", new TrainingOptions { Monitor = TrainingMetric.Validation(Metric.F1Macro) });
        Refused("has a metric that is null", new TrainingOptions { Validation = Validation, ValidationMetrics = [null!] });
        Refused("2 metrics named 'loss'", new TrainingOptions
        {
            Validation = Validation,
            ValidationMetrics = [Metric.Loss],
            Monitor = TrainingMetric.Validation(new Metric("loss", higherIsBetter: true, Metric.Accuracy.CreateAccumulator)),
        });
        Refused("F1", new TrainingOptions { Validation = Validation, ValidationMetrics = [Metric.F1] });

        static void Refused(string message, TrainingOptions options)
        {
            ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => Trainer.Fit(new SoftmaxNetwork(2, 3), Train, new PlainDescent(0.1f), options));
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ARegression_HasNoMetricsOfClasses()
    {
        Dataset plane = Samples.Plane();
        foreach (Metric metric in (Metric[])[Metric.Accuracy, Metric.F1, Metric.PrecisionMacro, Metric.RocAuc, Metric.TopK(1)])
        {
            ArgumentException error = Assert.Throws<ArgumentException>("task", () => Evaluator.Measure(new LinearNetwork(2, 1), plane, metric));
            Assert.Contains("metric of classes", error.Message, StringComparison.Ordinal);
        }

        Assert.True(double.IsFinite(Evaluator.Measure(new LinearNetwork(2, 1), plane, Metric.RootMeanSquaredError)));
    }

    [Fact]
    public void OneOutputOfSeveralLabels_IsBinary()
    {
        MetricAccumulator accumulator = Metric.F1.CreateAccumulator(new MetricTask(1, MultiLabel: true));
        accumulator.Add([0.9f, 0.2f, 0.8f], [1, 0, 0]);
        Assert.Equal(2.0 / 3, accumulator.Value, 12);
    }

    [Fact]
    public void Values_AreEqualIfAllAre()
    {
        MetricValues values = new(new MetricValue("a", 1), new MetricValue("b", double.NaN));
        Assert.Equal(values, new MetricValues([.. values]));
        Assert.Equal(values.GetHashCode(), new MetricValues([.. values]).GetHashCode());
        Assert.True(values != new MetricValues(new MetricValue("a", 1)));
        Assert.True(default(MetricValues) == new MetricValues());
        Assert.Equal((1d, null), (values.Find("a"), values.Find("c")));
    }
}
