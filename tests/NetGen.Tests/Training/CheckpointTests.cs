using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NetGen.Tests.Networks;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public sealed class CheckpointTests
{
    public static TheoryData<string, int> Cases => new()
    {
        { "momentum", 1 },
        { "adam", 1 },
        { "adamw", 2 },
        { "rmsprop", 2 },
        { "gradient descent", 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ThreeEpochsAndThreeResumed_AreSixEpochsBitForBit(string optimizer, int threads)
    {
        using TemporaryFolder folder = new();
        string path = folder["run"];
        (ClusterNet whole, TrainingResult expected) = Fit(optimizer, 6, threads, null);
        (_, TrainingResult first) = Fit(optimizer, 3, threads, new Checkpoint(path));
        (ClusterNet resumed, TrainingResult result) = Fit(optimizer, 6, threads, new Checkpoint(path) { Resume = true });
        Assert.Equal((3, 6), (first.History.Count, result.History.Count));
        Same(whole, expected, resumed, result);
    }

    [Fact]
    public void EachEpochResumed_IsTheSameToo()
    {
        using TemporaryFolder folder = new();
        (ClusterNet whole, TrainingResult expected) = Fit("adam", 6, 1, null);
        (ClusterNet resumed, TrainingResult result) = Fit("adam", 1, 1, new Checkpoint(folder["run"]) { Resume = true });
        for (int epochs = 2; epochs <= 6; epochs++)
        {
            (resumed, result) = Fit("adam", epochs, 1, new Checkpoint(folder["run"]) { Resume = true });
        }

        Same(whole, expected, resumed, result);
        Assert.Equal(result.History.Select(report => report.Elapsed).Order(), result.History.Select(report => report.Elapsed));
    }

    [Fact]
    public void PatienceAndPlateau_CountAcrossTheInterruption()
    {
        using TemporaryFolder folder = new();
        TrainingResult expected = FitLosses(9, null);
        FitLosses(4, new Checkpoint(folder["run"]));
        TrainingResult result = FitLosses(9, new Checkpoint(folder["run"]) { Resume = true });
        Assert.Equal((StopReason.EarlyStopped, 6), (expected.StopReason, expected.History.Count));
        Assert.Equal((expected.StopReason, expected.BestEpoch, expected.Message), (result.StopReason, result.BestEpoch, result.Message));
        Assert.Equal(expected.History.Select(Timeless), result.History.Select(Timeless));
        Assert.Equal([1e-3f, 1e-3f, 1e-3f, 1e-3f, 5e-4f, 5e-4f], result.History.Select(report => report.LearningRate));

        static TrainingResult FitLosses(int epochs, Checkpoint? checkpoint)
        {
            float[] losses = [5, 4, 4.5f, 4.5f, 4.5f, 4.5f, 1, 1, 1];
            int done = checkpoint is { Resume: true } ? 4 : 0;
            LinearNetwork network = new(2, 1) { LossHook = (call, _) => losses[done + call - 1] };
            return Trainer.Fit(network, Samples.Plane(), new Adam(), new TrainingOptions
            {
                Epochs = epochs,
                BatchSize = TrainingOptions.FullBatch,
                Patience = 4,
                Schedule = new ReduceOnPlateau(0.5f, 2) { Cooldown = 9 },
                Checkpoint = checkpoint,
            });
        }
    }

    /// <summary>The best epoch lies before the interruption: its parameters come from the file.</summary>
    [Fact]
    public void TheBestParameters_AreThoseFromBeforeTheInterruption()
    {
        using TemporaryFolder folder = new();
        ClusterNet best = Fit(2, null, out _);
        Fit(4, new Checkpoint(folder["run"]), out _);
        ClusterNet resumed = Fit(6, new Checkpoint(folder["run"]) { Resume = true }, out TrainingResult result);
        Assert.Equal((6, 2, true), (result.History.Count, result.BestEpoch, result.RestoredBest));
        Assert.Equal(best.Parameters.ToArray(), resumed.Parameters.ToArray());

        // Rising from its second epoch on, whatever training does.
        static ClusterNet Fit(int epochs, Checkpoint? checkpoint, out TrainingResult result)
        {
            ClusterNet network = new(1);
            result = Trainer.Fit(network, Samples.Clusters(), new Adam(0.05f), new TrainingOptions
            {
                Epochs = epochs,
                Monitor = new TrainingMetric("distance from 2", report => Math.Abs(report.Epoch - 2), largerIsBetter: false),
                Checkpoint = checkpoint,
            });
            return network;
        }
    }

    [Fact]
    public void AStoppedTraining_IsNotTrainedFurther()
    {
        using TemporaryFolder folder = new();
        TrainingOptions options = new()
        {
            Epochs = 9,
            StopRules = [StopRule.AfterEpochs(2)],
            Checkpoint = new Checkpoint(folder["run"]) { Resume = true, EveryEpochs = 5 },
        };
        ClusterNet network = new(1);
        TrainingResult first = Trainer.Fit(network, Samples.Clusters(), new Adam(), options);
        ClusterNet again = new(1);
        TrainingResult second = Trainer.Fit(again, Samples.Clusters(), new Adam(), options);
        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal((StopReason.RuleMet, 2), (second.StopReason, second.History.Count));
        Assert.Same(options.StopRules[0], second.StoppedBy);
        Assert.Equal(network.Parameters, again.Parameters);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnEndWithinAnEpoch_KeepsTheEpochsBefore(bool fails)
    {
        using TemporaryFolder folder = new();
        (ClusterNet whole, TrainingResult expected) = Fit("adam", 6, 1, null);
        Checkpoint rare = new(folder["run"]) { EveryEpochs = 100, Resume = true };
        using CancellationTokenSource source = new();
        StopRule end = new EndsAt(expected.History[3].Steps + 2, () =>
        {
            source.Cancel();
            return fails ? throw new NotSupportedException() : false;
        });
        TrainingOptions broken = Options(6, 1, rare, end: end, token: source.Token);
        if (fails)
        {
            Assert.Throws<NotSupportedException>(() => Trainer.Fit(new ClusterNet(1), Samples.Clusters(200), new Adam(0.05f), broken));
        }
        else
        {
            TrainingResult first = Trainer.Fit(new ClusterNet(1), Samples.Clusters(200), new Adam(0.05f), broken);
            Assert.Equal((StopReason.Cancelled, 4), (first.StopReason, first.History.Count));
        }

        (ClusterNet resumed, TrainingResult result) = Fit("adam", 6, 1, rare);
        Same(whole, expected, resumed, result);
    }

    [Fact]
    public void OtherDataOrSettings_AreRefused()
    {
        using TemporaryFolder folder = new();
        string path = folder["run"];
        Fit(new TrainingOptions { Epochs = 2, Checkpoint = new Checkpoint(path) }, Samples.Clusters());
        Checkpoint resume = new(path) { Resume = true };
        Refused("data: expected", new TrainingOptions { Epochs = 3, Checkpoint = resume }, Samples.Clusters(90, spread: 0.6f));
        Refused("schedule: expected ConstantRate, found none", new TrainingOptions { Epochs = 3, Checkpoint = resume, Schedule = new ConstantRate() }, Samples.Clusters());
        Refused("clip_gradient_norm: expected 1", new TrainingOptions { Epochs = 3, Checkpoint = resume, ClipGradientNorm = 1f }, Samples.Clusters());
        Refused("2 epochs", new TrainingOptions { Epochs = 1, Checkpoint = resume }, Samples.Clusters());
        Fit(new TrainingOptions { Epochs = 3, Checkpoint = resume }, Samples.Clusters());

        static void Refused(string message, TrainingOptions options, Dataset data) =>
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Fit(options, data)).Message, StringComparison.Ordinal);

        static void Fit(TrainingOptions options, Dataset data) => Trainer.Fit(new ClusterNet(1), data, new Adam(), options);
    }

    [Fact]
    public void AMissingFolder_IsFoundBeforeTraining()
    {
        using TemporaryFolder folder = new();
        ClusterNet network = new(1);
        float[] before = network.Parameters.ToArray();
        TrainingOptions options = new() { Checkpoint = new Checkpoint(Path.Combine(folder["none"], "run")) { EveryEpochs = 100 } };
        Assert.Throws<DirectoryNotFoundException>(() => Trainer.Fit(network, Samples.Clusters(), new Adam(), options));
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void ACheckpoint_IsWrittenWhenItIsDue()
    {
        Assert.Equal([false, true, true, true, true, true], Written(new Checkpoint("x")));
        Assert.Equal([false, false, false, true, true, true], Written(new Checkpoint("x") { EveryEpochs = 3 }));
        Assert.Equal([false, false, false, false, false, false], Written(new Checkpoint("x") { EveryTime = TimeSpan.FromHours(1) }));
        Assert.Equal([false, true, true, true, true, true], Written(new Checkpoint("x") { EveryTime = TimeSpan.FromTicks(1) }));
        Assert.Equal(
            [false, false, true, true, true, true], Written(new Checkpoint("x") { EveryTime = TimeSpan.FromHours(1), EveryEpochs = 2 }));

        static List<bool> Written(Checkpoint given)
        {
            using TemporaryFolder folder = new();
            List<bool> exists = [];
            Checkpoint checkpoint = new(folder["run"]) { EveryEpochs = given.EveryEpochs, EveryTime = given.EveryTime };
            Trainer.Fit(new ClusterNet(1), Samples.Clusters(), new Adam(), new TrainingOptions
            {
                Epochs = 6,
                Checkpoint = checkpoint,
                Progress = new Report(_ => exists.Add(File.Exists(checkpoint.Path))),
            });
            Assert.True(File.Exists(checkpoint.Path));
            return exists;
        }
    }

    [Fact]
    public void WithoutResume_TrainingBeginsAnew()
    {
        using TemporaryFolder folder = new();
        Fit("adam", 3, 1, new Checkpoint(folder["run"]));
        (ClusterNet network, TrainingResult result) = Fit("adam", 2, 1, new Checkpoint(folder["run"]));
        (ClusterNet expected, TrainingResult other) = Fit("adam", 2, 1, null);
        Same(expected, other, network, result);
    }

    [Fact]
    public void OtherOptionsNetworksAndFiles_AreRefusedAndChangeNothing()
    {
        using TemporaryFolder folder = new();
        string path = folder["run"];
        Checkpoint resume = new(path) { Resume = true };
        Fit("adam", 2, 1, new Checkpoint(path));
        Refused("seed: expected 8, found 7", new ClusterNet(1), new Adam(), Options(3, 1, resume, seed: 8));
        Refused("rows: expected 90, found 200", new ClusterNet(1), new Adam(), Options(3, 1, resume), Samples.Clusters());
        Refused("validation_data: expected", new ClusterNet(1), new Adam(), new TrainingOptions { Checkpoint = resume, Validation = Samples.Clusters(60) });
        Refused("averaged_weights: expected none, found 0.9", new ClusterNet(1), new Adam(), new TrainingOptions { Checkpoint = resume });
        Refused("layer1.weight", new SoftmaxNetwork(2, 3), new Adam(), Options(3, 1, resume));
        Refused("optimizer: expected 'Momentum', found 'Adam'", new ClusterNet(1), new Momentum(0.1f), Options(3, 1, resume));

        byte[] bytes = File.ReadAllBytes(path);
        foreach (int length in new[] { 0, 7, 100, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Refused(path, new ClusterNet(1), new Adam(), Options(3, 1, resume));
        }

        static void Refused(string message, INetwork network, Optimizer optimizer, TrainingOptions options, Dataset? data = null)
        {
            float[] before = network.Parameters.ToArray();
            Assert.Contains(
                message,
                Assert.Throws<InvalidDataException>(() => Trainer.Fit(network, data ?? Samples.Clusters(200), optimizer, options)).Message,
                StringComparison.Ordinal);
            Assert.Equal(before, network.Parameters.ToArray());
        }
    }

    [Fact]
    public void BadValues_AreArgumentErrors()
    {
        Assert.Throws<ArgumentException>("path", () => new Checkpoint(""));
        Assert.Throws<ArgumentOutOfRangeException>("EveryEpochs", () => new Checkpoint("x") { EveryEpochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("EveryTime", () => new Checkpoint("x") { EveryTime = TimeSpan.Zero });
        Assert.Throws<ArgumentException>(
            "options", () => Trainer.Fit(new ClusterNet(1), Samples.Clusters(), new PlainDescent(0.1f), new TrainingOptions { Checkpoint = new Checkpoint("x") }));
    }

    private static (ClusterNet Network, TrainingResult Result) Fit(string optimizer, int epochs, int threads, Checkpoint? checkpoint)
    {
        ClusterNet network = new(1);
        Optimizer chosen = optimizer switch
        {
            "momentum" => new Momentum(0.1f) { Nesterov = true },
            "adam" => new Adam(0.05f),
            "adamw" => new AdamW(0.05f),
            "rmsprop" => new RMSProp(0.01f),
            _ => new GradientDescent(0.1f),
        };
        return (network, Trainer.Fit(network, Samples.Clusters(200), chosen, Options(epochs, threads, checkpoint)));
    }

    private static TrainingOptions Options(
        int epochs, int threads, Checkpoint? checkpoint, ulong seed = 7, StopRule? end = null, CancellationToken token = default) => new()
        {
            Epochs = epochs,
            BatchSize = 64,
            Seed = seed,
            Threads = threads,
            Validation = Samples.Clusters(60, spread: 2f),
            MeasureTrainingAccuracy = true,
            MeasureGradientNorm = true,
            Patience = 3,
            StopRules = end is null ? [StopRule.WhenOverfitting(5)] : [StopRule.WhenOverfitting(5), end],
            CancellationToken = token,
            AveragedWeights = 0.9f,
            ClipGradientNorm = 0.5f,
            Schedule = new CosineDecay(6, 1e-4f, ScheduleInterval.Step).WithWarmup(1.5),
            Checkpoint = checkpoint,
        };

    private static void Same(ClusterNet expected, TrainingResult expectedResult, ClusterNet actual, TrainingResult result)
    {
        Assert.Equal(expected.Parameters.ToArray(), actual.Parameters.ToArray());
        Assert.Equal(expectedResult.History.Select(Timeless), result.History.Select(Timeless));
        Assert.Equal(expectedResult.ToString(), result.ToString());
    }

    private static EpochReport Timeless(EpochReport report) => report with { Elapsed = default };

    private sealed class EndsAt(long step, Func<bool> end) : StopRule
    {
        public override string Reason => "Ended.";

        public override bool AfterEpoch(EpochReport report) => false;

        public override bool AfterStep(long steps, TimeSpan elapsed) => steps == step && end();
    }
}
