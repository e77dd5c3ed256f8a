using System;
using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public class NumericOverflowTests
{
    private static readonly Dataset Data = Samples.Plane();

    /// <summary>Batches of 8 of 64 rows: call 11 is batch 3 of epoch 2.</summary>
    private static TrainingOptions InOrder => new() { Epochs = 5, BatchSize = 8, Shuffle = false };

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void ABadLoss_StopsBeforeItsStep(float bad)
    {
        LinearNetwork network = new(2, 1) { LossHook = (call, loss) => call == 11 ? bad : loss };
        TrainingResult result = Trainer.Fit(network, Data, new PlainDescent(0.1f), InOrder);
        Assert.Equal((StopReason.NumericOverflow, 1, 11), (result.StopReason, result.History.Count, network.BackwardCalls));
        Assert.Equal(Stepwise(10), network.Parameters.ToArray());
        Assert.Contains("Epoch 2, batch 3: the loss is", result.Message, StringComparison.Ordinal);
        Assert.Contains("no step was taken", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ABadGradient_StopsBeforeItsStep(float bad)
    {
        LinearNetwork network = new(2, 1) { GradientHook = (call, gradient) => call == 11 ? bad : gradient };
        TrainingResult result = Trainer.Fit(network, Data, new PlainDescent(0.1f), InOrder);
        Assert.Equal((StopReason.NumericOverflow, 11), (result.StopReason, network.BackwardCalls));
        Assert.Equal(Stepwise(10), network.Parameters.ToArray());
        Assert.Contains("Epoch 2, batch 3: a gradient is NaN", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithABestEpoch_ItsParametersComeBack()
    {
        List<float[]> parameters = [];
        LinearNetwork network = null!;
        network = new LinearNetwork(2, 1) { LossHook = (call, loss) => call == 21 ? float.NaN : loss };
        TrainingResult result = Trainer.Fit(
            network,
            Data,
            new PlainDescent(0.1f),
            new TrainingOptions { Epochs = 5, BatchSize = 8, Validation = Data, Progress = new Report(_ => parameters.Add(network.Parameters.ToArray())) });
        Assert.Equal((StopReason.NumericOverflow, 2, 2, true), (result.StopReason, result.History.Count, result.BestEpoch, result.RestoredBest));
        Assert.Equal(parameters[1], network.Parameters.ToArray());
        Assert.EndsWith("The network has the parameters of epoch 2, the best by validation loss.", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Divergence_EndsWithParametersThatGiveAFiniteLoss()
    {
        foreach (int batchSize in new[] { 1, 8, TrainingOptions.FullBatch })
        {
            foreach (float rate in new[] { 3f, 100f, 1e10f, 1e20f, 1e38f, float.MaxValue })
            {
                LinearNetwork network = new(2, 1);
                TrainingResult result = Trainer.Fit(
                    network, Data, new PlainDescent(rate), new TrainingOptions { Epochs = 500, BatchSize = batchSize });
                Assert.Equal(StopReason.NumericOverflow, result.StopReason);
                float loss = Evaluator.Evaluate(network, Data).Loss;
                Assert.True(FiniteScan.AllFinite(network.Parameters), $"batch size {batchSize}, rate {rate}: {result.Message}");
                Assert.True(float.IsFinite(loss), $"batch size {batchSize}, rate {rate}: {result.Message}");
                Assert.Contains("smaller learning rate", result.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void ParametersThatOverflow_GoBackToTheStartOfTheEpoch()
    {
        // Call 11 gives a gradient that is finite, but not after the optimizer.
        LinearNetwork network = new(2, 1) { GradientHook = (call, gradient) => call == 11 ? 3e38f : gradient };
        TrainingResult result = Trainer.Fit(network, Data, new Louder(), InOrder);
        Assert.Equal((StopReason.NumericOverflow, 12), (result.StopReason, network.BackwardCalls));
        Assert.Equal(Stepwise(8), network.Parameters.ToArray());
        Assert.Contains("has those from the start of epoch 2", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParametersThatOverflowInTheLastStep_GoBackToTheStartOfTheEpoch()
    {
        LinearNetwork network = new(2, 1) { GradientHook = (call, gradient) => call == 16 ? 3e38f : gradient };
        TrainingResult result = Trainer.Fit(network, Data, new Louder(), InOrder);
        Assert.Equal((StopReason.NumericOverflow, 1, 16), (result.StopReason, result.History.Count, network.BackwardCalls));
        Assert.Equal(Stepwise(8), network.Parameters.ToArray());
        Assert.Contains("Epoch 2: a parameter is NaN or infinite after the last step", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABadFirstBatch_LeavesTheNetworkUntouched()
    {
        LinearNetwork network = new(2, 1) { LossHook = (_, _) => float.NaN };
        network.Parameters[0] = 0.25f;
        float[] before = network.Parameters.ToArray();
        TrainingResult result = Trainer.Fit(network, Data, new PlainDescent(0.1f), InOrder);
        Assert.Equal((StopReason.NumericOverflow, 0), (result.StopReason, result.History.Count));
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void ParametersThatAreBadFromTheStart_AreSaidToBe()
    {
        LinearNetwork network = new(2, 1);
        network.Parameters[1] = float.NaN;
        TrainingResult result = Trainer.Fit(network, Data, new PlainDescent(0.1f), InOrder);
        Assert.Equal(StopReason.NumericOverflow, result.StopReason);
        Assert.Contains("that training began with give no finite loss either", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NonFiniteData_IsReportedWithRowAndColumnBeforeAnyStep()
    {
        float[] features = Data.Features.ToArray();
        features[(17 * 2) + 1] = float.NaN;
        Dataset bad = Dataset.Wrap(features, 2, Data.Targets.ToArray(), 1).WithFeatureNames("width", "height");
        LinearNetwork network = new(2, 1);

        TrainingResult inTrain = Trainer.Fit(network, bad, new PlainDescent(0.1f));
        Assert.Equal((StopReason.NumericOverflow, 0, 0), (inTrain.StopReason, inTrain.History.Count, network.BackwardCalls));
        Assert.Equal("Training data: feature 1 ('height') of row 17 is NaN. Nothing was trained.", inTrain.Message);

        TrainingResult inValidation = Trainer.Fit(network, Data, new PlainDescent(0.1f), new TrainingOptions { Validation = bad });
        Assert.Equal((StopReason.NumericOverflow, 0), (inValidation.StopReason, network.BackwardCalls));
        Assert.StartsWith("Validation data: feature 1", inValidation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AValidationLossThatOverflows_StopsToo()
    {
        Dataset validation = Dataset.FromTargets([1e38f, 1e38f], 2, [1], 1);
        LinearNetwork network = new(2, 1);
        TrainingResult result = Trainer.Fit(network, Data, new PlainDescent(0.1f), new TrainingOptions { Epochs = 5, BatchSize = 8, Validation = validation });
        Assert.Equal((StopReason.NumericOverflow, 0), (result.StopReason, result.History.Count));
        Assert.Contains("Epoch 1: the validation loss is", result.Message, StringComparison.Ordinal);
        Assert.True(FiniteScan.AllFinite(network.Parameters));
    }

    private static float[] Stepwise(int steps)
    {
        LinearNetwork network = new(2, 1);
        float[] gradients = new float[network.ParameterStorage];
        for (int step = 0; step < steps; step++)
        {
            Dataset batch = Data.Slice(step % 8 * 8, 8);
            network.Backward(batch.Features, batch.Targets, gradients);
            network.Update(new PlainDescent(0.1f), gradients);
        }

        return network.Parameters.ToArray();
    }

    /// <summary>As gradient descent, but a huge gradient makes a parameter infinite.</summary>
    private sealed class Louder : IOptimizer
    {
        public float LearningRate { get; set; } = 0.1f;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, NetworkDescription network)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] -= (gradients[i] > 1e38f ? 10f * gradients[i] : gradients[i]) * LearningRate;
            }
        }
    }
}
