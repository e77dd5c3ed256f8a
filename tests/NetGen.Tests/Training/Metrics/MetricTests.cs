using System;
using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests.Training.Metrics;

public class MetricTests
{
    private static IEnumerable<Metric> OfOutputs =>
    [
        Metric.Accuracy, Metric.Precision, Metric.PrecisionMacro, Metric.PrecisionMicro, Metric.Recall, Metric.RecallMacro, Metric.RecallMicro,
        Metric.F1, Metric.F1Macro, Metric.F1Micro, Metric.RocAuc, Metric.RocAucMacro, Metric.MeanAbsoluteError, Metric.RootMeanSquaredError, Metric.R2,
    ];

    [Fact]
    public void WithoutRows_EveryValueIsNaN()
    {
        Assert.All(OfOutputs, metric => Assert.True(double.IsNaN(metric.CreateAccumulator(new MetricTask(2)).Value), metric.Name));
        Assert.True(double.IsNaN(Metric.Loss.CreateAccumulator(new MetricTask(2)).Value));
    }

    [Fact]
    public void Names_AreUnique_AndErrorsAreBetterWhenSmall()
    {
        HashSet<string> names = [];
        Assert.All(OfOutputs, metric => Assert.True(names.Add(metric.ToString())));
        Assert.False(Metric.Loss.HigherIsBetter || Metric.MeanAbsoluteError.HigherIsBetter || Metric.RootMeanSquaredError.HigherIsBetter);
        Assert.True(Metric.R2.HigherIsBetter && Metric.RocAuc.HigherIsBetter && Metric.F1.HigherIsBetter);
        Assert.Equal("top-5 accuracy", Metric.TopK(5).Name);
    }

    [Fact]
    public void NaNOutputs_AreMisses()
    {
        float[] outputs = [float.NaN, 0.9f, 0.1f];
        Assert.Equal(2 / 3.0, Value(Metric.Accuracy, outputs, [1, 1, 0]), 12);
        Assert.Equal(1, Value(Metric.Precision, outputs, [1, 1, 0]));
        Assert.Equal(0.5, Value(Metric.Recall, outputs, [1, 1, 0]));
        Assert.True(double.IsNaN(Value(Metric.RocAuc, outputs, [1, 1, 0])));
        Assert.True(double.IsNaN(Value(Metric.MeanAbsoluteError, outputs, [1, 1, 0])));
        Assert.True(double.IsNaN(Value(Metric.R2, outputs, [1, 1, 0])));
        MetricAccumulator top = Metric.TopK(2).CreateAccumulator(new MetricTask(3));
        top.Add([float.NaN, 1, 2, 0, 1, 2], [2, 1]);
        Assert.Equal(0.5, top.Value);
    }

    [Fact]
    public void WithoutPositives_ScoresAreZeroAndTheAreaIsUndefined()
    {
        float[] outputs = [0.1f, 0.2f];
        Assert.Equal(0, Value(Metric.Precision, outputs, [0, 0]));
        Assert.Equal(0, Value(Metric.Recall, outputs, [0, 0]));
        Assert.Equal(0, Value(Metric.F1, outputs, [0, 0]));
        Assert.True(double.IsNaN(Value(Metric.RocAuc, outputs, [0, 0])));
        Assert.True(double.IsNaN(Value(Metric.RocAuc, outputs, [1, 1])));
    }

    [Fact]
    public void TheArea_IsOneHalfIfAllOutputsAreEqual_AndTheOrderOfTheRowsDoesNotMatter()
    {
        Assert.Equal(0.5, Value(Metric.RocAuc, [0.3f, 0.3f, 0.3f], [1, 0, 1]));
        Assert.Equal(0.5, Value(Metric.RocAuc, [0f, -0f], [1, 0]));
        Assert.Equal(Value(Metric.RocAuc, [1, 2, 2, 3], [0, 1, 0, 1]), Value(Metric.RocAuc, [2, 3, 1, 2], [0, 1, 0, 1]));
        Assert.Equal(0.875, Value(Metric.RocAuc, [1, 2, 2, 3], [0, 1, 0, 1]));
    }

    [Fact]
    public void ConstantTargets_AreMetExactlyOrNotAtAll()
    {
        Assert.Equal(1, Value(Metric.R2, [1, 1], [1, 1]));
        Assert.Equal(0, Value(Metric.R2, [1, 0.5f], [1, 1]));
        Assert.True(double.IsNaN(Value(Metric.R2, [1], [1])));
    }

    [Fact]
    public void R2_KeepsItsDigitsAroundALargeMean()
    {
        // Errors of 1 around targets a, a + 4: 1 - 2 / 8.
        MetricAccumulator r2 = Metric.R2.CreateAccumulator(new MetricTask(1));
        r2.Add([8_000_001f, 8_000_003f], [8_000_000f, 8_000_004f]);
        Assert.Equal(0.75, r2.Value, 12);
    }

    [Fact]
    public void EqualOutputs_AreRankedFromTheFirst()
    {
        MetricAccumulator top = Metric.TopK(2).CreateAccumulator(new MetricTask(3));
        top.Add([1, 1, 1, 1, 1, 1], [1, 2]);
        Assert.Equal(0.5, top.Value);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("k", () => Metric.TopK(0));
        Assert.Contains("at least 4 outputs", Assert.Throws<ArgumentException>("task", () => Metric.TopK(4).CreateAccumulator(new MetricTask(3))).Message, StringComparison.Ordinal);
        Assert.Contains("not 3", Assert.Throws<ArgumentException>("task", () => Metric.F1.CreateAccumulator(new MetricTask(3))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("task", () => Metric.RocAuc.CreateAccumulator(new MetricTask(2, MultiLabel: true)));
        Assert.All(OfOutputs, metric => Assert.Throws<ArgumentOutOfRangeException>("task", () => metric.CreateAccumulator(new MetricTask(-1))));
        Assert.Throws<ArgumentOutOfRangeException>("task", () => Metric.Accuracy.CreateAccumulator(new MetricTask(0)));
        Assert.Throws<ArgumentOutOfRangeException>("task", () => Metric.Accuracy.CreateAccumulator(new MetricTask(1, ExpectedRows: -1)));
        MetricAccumulator accuracy = Metric.Accuracy.CreateAccumulator(new MetricTask(3));
        Assert.Contains("rows of 3", Assert.Throws<ArgumentException>("targets", () => accuracy.Add([1, 2], new float[] { 1, 2 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("labels", () => accuracy.Add([1, 2, 3], new int[] { 1, 2 }));
        Assert.Contains("labels[0] is 3", Assert.Throws<ArgumentException>("labels", () => accuracy.Add([1, 2, 3], new int[] { 3 })).Message, StringComparison.Ordinal);
        Assert.Equal(0, accuracy.Rows);
        Assert.Throws<InvalidOperationException>(() => new LossAccumulator().Add([1f], [1f]));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => new LossAccumulator().Add(1f, 0));
        Assert.Throws<InvalidOperationException>(() => new Metric("none", true, _ => null!).CreateAccumulator(new MetricTask(1)));
        Assert.Throws<ArgumentException>("accumulators", () => Evaluator.Measure(new SoftmaxNetwork(2, 3), Samples.Clusters(), [Metric.Accuracy.CreateAccumulator(new MetricTask(2))]));
    }

    [Fact]
    public void Measure_AgreesWithEvaluate()
    {
        Dataset data = Samples.Clusters(600, 2f);
        SoftmaxNetwork network = Trained();
        Evaluation evaluation = Evaluator.Evaluate(network, data);
        double[] values = Evaluator.Measure(network, data, Metric.Loss, Metric.Accuracy, Metric.F1Micro, Metric.TopK(3));
        Assert.Equal([evaluation.Loss, evaluation.Accuracy!.Value, evaluation.Accuracy!.Value, 1], values, (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.InRange(values[1], 0.5, 0.999);
        Assert.Equal(values[1], Evaluator.Measure(network, data.WithOneHotTargets(), Metric.Accuracy));
        Assert.Equal(ConfusionMatrix.Of(network, data).Recall(1), MeanRecallOfOne(network, data), 6);
    }

    [Fact]
    public void Measure_TakesTheTaskFromTheNetwork()
    {
        LinearNetwork network = new(1, 2, Loss.BinaryCrossEntropy);
        network.Parameters[0] = 1f;
        network.Parameters[1] = -1f;
        Dataset sets = Dataset.FromTargets([1, -1], 1, [1, 1, 0, 1], 2);
        Assert.Equal(0.75, Evaluator.Measure(network, sets, Metric.Accuracy));
        Assert.Throws<ArgumentException>("task", () => Evaluator.Measure(network, sets, Metric.F1));
        Assert.Equal(1, Evaluator.Measure(network, Dataset.FromLabels([1, -1], 1, [0, 1]), Metric.F1));
        Assert.Equal(new MetricTask(2, true, 2), Evaluator.TaskOf(network, sets));
    }

    [Fact]
    public void MeasureIntoAccumulators_AllocatesNothing()
    {
        Dataset data = Samples.Clusters(600);
        SoftmaxNetwork network = Trained();
        MetricTask task = Evaluator.TaskOf(network, data);
        MetricAccumulator[] accumulators =
        [
            Metric.Loss.CreateAccumulator(task), Metric.Accuracy.CreateAccumulator(task), Metric.F1Macro.CreateAccumulator(task), Metric.TopK(2).CreateAccumulator(task),
            Metric.RocAucMacro.CreateAccumulator(task), Metric.RootMeanSquaredError.CreateAccumulator(task), Metric.R2.CreateAccumulator(task),
        ];
        double first = Sum();
        long before = GC.GetAllocatedBytesForCurrentThread();
        double second = Sum();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(first, second);

        double Sum()
        {
            double sum = 0;
            foreach (MetricAccumulator accumulator in accumulators)
            {
                accumulator.Reset();
            }

            Evaluator.Measure(network, data, (ReadOnlySpan<MetricAccumulator>)accumulators);
            foreach (MetricAccumulator accumulator in accumulators)
            {
                sum += accumulator.Value;
            }

            return sum;
        }
    }

    [Fact]
    public void AMetricOfYourOwn_IsMeasuredLikeTheOthers()
    {
        Metric rows = new("rows", true, task => new RowCounter(task));
        Assert.Equal(600, Evaluator.Measure(Trained(), Samples.Clusters(600), rows));
    }

    private static SoftmaxNetwork Trained()
    {
        SoftmaxNetwork network = new(2, 3);
        Trainer.Fit(network, Samples.Clusters(90, 2f), new PlainDescent(0.1f), new TrainingOptions { Epochs = 2 });
        return network;
    }

    private static double MeanRecallOfOne(SoftmaxNetwork network, Dataset data)
    {
        int[] rows = [.. Rows()];
        return Evaluator.Measure(network, data.Select(rows), Metric.Accuracy);

        IEnumerable<int> Rows()
        {
            for (int row = 0; row < data.Rows; row++)
            {
                if (data.Labels[row] == 1)
                {
                    yield return row;
                }
            }
        }
    }

    private static double Value(Metric metric, float[] outputs, int[] labels)
    {
        MetricAccumulator accumulator = metric.CreateAccumulator(new MetricTask(1));
        accumulator.Add(outputs, labels);
        return accumulator.Value;
    }

    private sealed class RowCounter(MetricTask task) : MetricAccumulator(task)
    {
        protected override void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
        {
        }

        protected override void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
        {
        }

        protected override double Compute() => Rows;

        protected override void Clear()
        {
        }
    }
}
