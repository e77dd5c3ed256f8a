using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Training;

public class EvaluatorTests
{
    [Fact]
    public void RegressionHasALossAndNoAccuracy()
    {
        LinearNetwork network = new(1, 1);
        network.Parameters[0] = 2f;
        Evaluation evaluation = Evaluator.Evaluate(network, Dataset.FromTargets([1, 2, 3], 1, [2, 5, 8], 1));
        Assert.Equal(new Evaluation((0 + 1 + 4) / 3f, null, 3), evaluation);
        Assert.Equal("loss 1.667, 3 rows", evaluation.ToString());
    }

    [Fact]
    public void Blocks_AreWeightedByTheirRows()
    {
        // 256 rows with error 0 fill the first block; the one row of the second has error 10.
        float[] features = new float[257];
        features[256] = 10f;
        LinearNetwork network = new(1, 1);
        network.Parameters[0] = 1f;
        Assert.Equal(100f / 257f, Evaluator.Evaluate(network, Dataset.Wrap(features, 1, new float[257], 1)).Loss, 6);
    }

    [Fact]
    public void BinaryAccuracy_IsTheSideOfOneHalf()
    {
        LinearNetwork network = new(1, 1, Loss.BinaryCrossEntropy);
        network.Parameters[0] = 1f;
        Dataset data = Dataset.FromLabels([-1, 1, 2, 0], 1, [0, 0, 1, 0]);
        Assert.Equal(0.75f, Evaluator.Evaluate(network, data).Accuracy);
        Assert.Equal(0.75f, Evaluator.Evaluate(network, data.WithBinaryTargets()).Accuracy);
    }

    [Fact]
    public void MultiLabelAccuracy_CountsEveryOutput()
    {
        LinearNetwork network = new(1, 2, Loss.BinaryCrossEntropy);
        network.Parameters[0] = 1f;
        network.Parameters[1] = -1f;
        Dataset data = Dataset.FromTargets([1, -1], 1, [1, 1, 0, 1], 2);
        Assert.Equal(0.75f, Evaluator.Evaluate(network, data).Accuracy);
    }

    [Fact]
    public void ClassAccuracy_IsTheSameForLabelsAndVectors()
    {
        SoftmaxNetwork network = Identity();
        Dataset data = Dataset.FromLabels([[3, 1, 0], [0, 1, 0], [0, 0, 5], [9, 0, 1]], new int[] { 0, 1, 2, 2 });
        Assert.Equal(0.75f, Evaluator.Evaluate(network, data).Accuracy);
        Assert.Equal(Evaluator.Evaluate(network, data), Evaluator.Evaluate(network, data.WithOneHotTargets()));
    }

    [Fact]
    public void Predict_GivesTheLargestOutputAndMinusOneForNaN()
    {
        int[] classes = new int[4];
        Evaluator.Predict(Identity(), [3, 1, 0, 0, 0, 2, 1, 1, 1, float.NaN, 0, 0], classes);
        Assert.Equal([0, 2, 0, -1], classes);

        LinearNetwork binary = new(1, 1);
        binary.Parameters[0] = 1f;
        Evaluator.Predict(binary, [0.5f, 0.51f, -3, float.NaN], classes);
        Assert.Equal([0, 1, 0, -1], classes);
        Assert.Contains("need 4 values, not 3", Assert.Throws<ArgumentException>("inputs", () => Evaluator.Predict(binary, [1, 2, 3], classes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_WorksOverManyBlocks()
    {
        Dataset data = Samples.Clusters(1000);
        LinearNetwork network = new(2, 1);
        network.Parameters[0] = 1f;
        int[] classes = new int[1000];
        Evaluator.Predict(network, data.Features, classes);
        Assert.Equal(Enumerable.Range(0, 1000).Select(row => data[row].Features[0] > 0.5f ? 1 : 0), classes);
    }

    [Fact]
    public void NaNOutputs_AreWrongAnswers()
    {
        LinearNetwork network = new(1, 1, Loss.BinaryCrossEntropy);
        network.Parameters[0] = float.NaN;
        Evaluation evaluation = Evaluator.Evaluate(network, Dataset.FromLabels([1, 2], 1, [0, 0]));
        Assert.Equal(0f, evaluation.Accuracy);
        Assert.True(float.IsNaN(evaluation.Loss));
    }

    [Fact]
    public void Evaluate_AllocatesNothing()
    {
        Dataset data = Samples.Clusters(600);
        SoftmaxNetwork network = new(2, 3);
        Evaluator.Evaluate(network, data);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Evaluator.Evaluate(network, data);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AMisfit_IsRefused() =>
        Assert.Throws<ArgumentException>("data", () => Evaluator.Evaluate(new SoftmaxNetwork(3, 3), Samples.Clusters()));

    [Fact]
    public void ConfusionMatrix_CountsActualByPredicted()
    {
        Dataset data = Dataset.FromLabels([[3, 1, 0], [0, 1, 0], [0, 0, 5], [9, 0, 1]], new int[] { 0, 1, 2, 2 }).WithClassNames("ant", "bee", "cat");
        ConfusionMatrix matrix = ConfusionMatrix.Of(Identity(), data);
        Assert.Equal((1, 1, 1, 1, 0), (matrix[0, 0], matrix[1, 1], matrix[2, 2], matrix[2, 0], matrix[0, 2]));
        Assert.Equal((3, 4, 0.75f), (matrix.ClassCount, matrix.Total, matrix.Accuracy));
        Assert.Equal((0.5f, 1f), (matrix.Precision(0), matrix.Recall(0)));
        Assert.Equal((1f, 0.5f), (matrix.Precision(2), matrix.Recall(2)));
        Assert.Equal(
            """
            actual   ant  bee  cat  recall
            ant        1    0    0 100.0 %
            bee        0    1    0 100.0 %
            cat        1    0    1  50.0 %

            """.ReplaceLineEndings("\n"),
            matrix.ToString());
    }

    [Fact]
    public void ConfusionMatrix_OfOneOutputHasTwoClasses()
    {
        LinearNetwork network = new(1, 1, Loss.BinaryCrossEntropy);
        network.Parameters[0] = 1f;
        ConfusionMatrix matrix = ConfusionMatrix.Of(network, Dataset.FromLabels([-1, 1, 2], 1, [0, 0, 1]));
        Assert.Equal((2, 1, 1, 0, 1), (matrix.ClassCount, matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]));
    }

    [Fact]
    public void ConfusionMatrix_RefusesWhatItCannotCount()
    {
        Assert.Throws<ArgumentException>("predicted", () => new ConfusionMatrix([0, 1], [0], 2));
        Assert.Contains("row 1 is 2", Assert.Throws<ArgumentException>("actual", () => new ConfusionMatrix([0, 2], [0, 1], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("classNames", () => new ConfusionMatrix([0], [0], 2, ["a"]));
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => new ConfusionMatrix([0], [0], 2)[0, 2]);
        Assert.Throws<ArgumentException>("data", () => ConfusionMatrix.Of(Identity(), Samples.Plane()));
        Dataset nan = Dataset.FromLabels([1, 2, 3, 4, float.NaN, 6], 3, [0, 1]);
        Assert.Contains("NaN for row 1", Assert.Throws<ArgumentException>("network", () => ConfusionMatrix.Of(Identity(), nan)).Message, StringComparison.Ordinal);
    }

    private static SoftmaxNetwork Identity()
    {
        SoftmaxNetwork network = new(3, 3);
        network.Parameters[0] = network.Parameters[4] = network.Parameters[8] = 1f;
        return network;
    }
}
