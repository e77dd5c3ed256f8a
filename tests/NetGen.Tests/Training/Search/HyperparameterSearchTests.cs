using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests.Training.Search;

public class HyperparameterSearchTests
{
    private static readonly SearchRange<double> Rate = SearchRange.LogUniform("rate", 1e-3, 1);
    private static readonly SearchRange<int> BatchSize = SearchRange.Choice("batch", 8, 16, 32);
    private static readonly SearchRange<double> X = SearchRange.Uniform("x", -1, 1);
    private static readonly SearchSpace Space = new(Rate, BatchSize);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void TrialsAtOnce_ChangeNothing(int trialsAtOnce)
    {
        SearchResult one = HyperparameterSearch.Random(Space, 9, 3, Train, new SearchOptions { Seed = 4 });
        SearchResult many = HyperparameterSearch.Random(Space, 9, 3, Train, new SearchOptions { Seed = 4, TrialsAtOnce = trialsAtOnce });
        Assert.Equal(one.Trials.Select(Row), many.Trials.Select(Row));
        Assert.True(one.BestNetwork!.Parameters.SequenceEqual(many.BestNetwork!.Parameters));
        Assert.NotEqual(one.Trials.Select(Row), HyperparameterSearch.Random(Space, 9, 3, Train, new SearchOptions { Seed = 5 }).Trials.Select(Row));

        one = HyperparameterSearch.SuccessiveHalving(Space, 9, 1, 9, Train, new SearchOptions { Seed = 4 });
        many = HyperparameterSearch.SuccessiveHalving(Space, 9, 1, 9, Train, new SearchOptions { Seed = 4, TrialsAtOnce = trialsAtOnce });
        Assert.Equal(one.Trials.Select(Row), many.Trials.Select(Row));
        Assert.True(one.BestNetwork!.Parameters.SequenceEqual(many.BestNetwork!.Parameters));
    }

    [Fact]
    public void TheBestNetwork_HasTheBestScore()
    {
        SearchResult result = HyperparameterSearch.Random(Space, 9, 3, Train);
        Assert.Equal(result.Trials.Min(trial => trial.Score), result.Best!.Score);
        Assert.Equal(result.Best.Score, Evaluator.Measure(result.BestNetwork!, Samples.Plane(), Metric.Loss));
        Assert.Equal(result.Trials.Select(trial => trial.Score).Order(), result.Trials.Select(trial => trial.Score));
        Assert.Equal(9, result.Trials.Select(trial => trial.Seed).Distinct().Count());
        Assert.False(result.IsCancelled);
    }

    [Fact]
    public void TypesOfNetworks_AreTrainedAndTheBestOneIsOfItsType()
    {
        SearchRange<Func<ulong, INetwork>> type = SearchRange.Networks(
            "type", ("linear", seed => new LinearNetwork(2, 1)), ("narrow", seed => new CurveOfTwoNet(seed)), ("wide", seed => new SurfaceNet(seed)));
        SearchResult result = HyperparameterSearch.Grid(new SearchSpace(type, Rate), 2, 30, trial =>
        {
            INetwork network = trial.Get(type)(trial.Seed);
            Trainer.Fit(network, Samples.Plane(), new PlainDescent((float)trial.Get(Rate) / 10), new TrainingOptions { Epochs = trial.Epochs, Seed = trial.Seed });
            return new TrialOutcome(network, Evaluator.Measure(network, Samples.Plane(), Metric.Loss));
        });
        Assert.All(result.Trials, trial => Assert.Equal(TrialState.Completed, trial.State));
        Assert.Equal(
            [typeof(LinearNetwork), typeof(LinearNetwork), typeof(CurveOfTwoNet), typeof(CurveOfTwoNet), typeof(SurfaceNet), typeof(SurfaceNet)],
            result.Trials.OrderBy(trial => trial.Number).Select(trial => trial.Get(type)(1).GetType()));
        Assert.IsType(result.Best!.Get(type)(1).GetType(), result.BestNetwork);
        Assert.Equal(result.Best.Score, Evaluator.Measure(result.BestNetwork!, Samples.Plane(), Metric.Loss));
    }

    [Fact]
    public void Maximize_RanksLargeScoresFirst_AndEqualOnesByNumber()
    {
        SearchResult result = HyperparameterSearch.Random(
            new SearchSpace(X), 6, 1, trial => new TrialOutcome(null, trial.Number % 2), new SearchOptions { Goal = SearchGoal.Maximize, TrialsAtOnce = 2 });
        Assert.Equal([1, 3, 5, 2, 4, 6], result.Trials.Select(trial => trial.Number));
        Assert.Null(result.BestNetwork);
    }

    [Fact]
    public void Grid_TriesEveryCombinationOnce()
    {
        SearchResult result = HyperparameterSearch.Grid(new SearchSpace(BatchSize, X), 2, 7, trial => new TrialOutcome(null, trial.Number));
        Assert.Equal([(8, -1.0), (8, 1.0), (16, -1.0), (16, 1.0), (32, -1.0), (32, 1.0)], result.Trials.Select(trial => (trial.Get(BatchSize), trial.Get(X))));
        Assert.All(result.Trials, trial => Assert.Equal(7, trial.Epochs));
    }

    [Fact]
    public void SuccessiveHalving_GivesTheBetterThirdThreeTimesTheEpochs()
    {
        List<(int Number, int Epochs)> calls = [];
        SearchResult result = HyperparameterSearch.SuccessiveHalving(new SearchSpace(X), 10, 2, 20, trial =>
        {
            calls.Add((trial.Number, trial.Epochs));
            return new TrialOutcome(null, -trial.Number);
        });
        Assert.Equal(
            [.. Enumerable.Range(1, 10).Select(number => (number, 2)), (10, 6), (9, 6), (8, 6), (10, 20)], calls);
        Assert.Equal([(10, 20), (9, 6), (8, 6), (7, 2)], result.Trials.Take(4).Select(trial => (trial.Number, trial.Epochs)));
        Assert.Equal(10, result.Trials.Count);
        Assert.Equal(20, result.Best!.Epochs);
    }

    [Fact]
    public void SuccessiveHalving_TrainsTheBestLikeAPlainTraining()
    {
        SearchResult result = HyperparameterSearch.SuccessiveHalving(Space, 9, 1, 9, Train);
        TrialResult best = result.Best!;
        LinearNetwork network = new(2, 1);
        Trainer.Fit(network, Samples.Plane(), new PlainDescent((float)best.Get(Rate)), new TrainingOptions { Epochs = 9, BatchSize = best.Get(BatchSize), Seed = best.Seed });
        Assert.True(network.Parameters.SequenceEqual(result.BestNetwork!.Parameters));
    }

    [Fact]
    public void SuccessiveHalving_GoesOnWithoutFailedTrials()
    {
        SearchResult result = HyperparameterSearch.SuccessiveHalving(
            new SearchSpace(X), 9, 1, 9, trial => new TrialOutcome(null, trial.Epochs == 1 && trial.Number > 1 ? double.NaN : 1));
        Assert.Equal((1, 9), (result.Best!.Number, result.Best.Epochs));
        Assert.Equal(8, result.Trials.Count(trial => trial.State == TrialState.Failed));

        // The winner of the first rung fails later: its result there stands.
        result = HyperparameterSearch.SuccessiveHalving(
            new SearchSpace(X), 3, 1, 9, trial => trial.Epochs == 1 ? new TrialOutcome(null, trial.Number) : throw new InvalidOperationException("late"));
        Assert.Equal((1, 1), (result.Best!.Number, result.Best.Epochs));
    }

    [Fact]
    public void FailedTrials_AreRecordedAndRankedLast()
    {
        SearchResult result = HyperparameterSearch.Random(new SearchSpace(X), 4, 1, trial => trial.Number switch
        {
            1 => throw new InvalidOperationException("no such thing"),
            2 => new TrialOutcome(new LinearNetwork(1, 1), double.NaN),
            3 => new TrialOutcome(null, double.NegativeInfinity),
            _ => new TrialOutcome(null, 5),
        });
        Assert.Equal([4, 1, 2, 3], result.Trials.Select(trial => trial.Number));
        Assert.Equal([TrialState.Completed, TrialState.Failed, TrialState.Failed, TrialState.Failed], result.Trials.Select(trial => trial.State));
        Assert.Equal(["", "no such thing", "The score is NaN.", "The score is -Infinity."], result.Trials.Select(trial => trial.Message));
        Assert.IsType<InvalidOperationException>(result.Trials[1].Exception);
        Assert.Null(result.BestNetwork);
        Assert.Null(result.Trials[1].Score);
    }

    [Fact]
    public void IfAllFail_ThereIsNoBest()
    {
        SearchResult result = HyperparameterSearch.SuccessiveHalving(new SearchSpace(X), 4, 1, 9, _ => new TrialOutcome(new LinearNetwork(1, 1), double.NaN));
        Assert.Null(result.Best);
        Assert.Null(result.BestNetwork);
        Assert.Equal(4, result.Trials.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Cancelling_ReturnsWhatIsThere(int trialsAtOnce)
    {
        using CancellationTokenSource source = new();
        SearchResult result = HyperparameterSearch.Random(
            new SearchSpace(X),
            100,
            1,
            trial =>
            {
                if (trial.Number == 3)
                {
                    source.Cancel();
                    trial.CancellationToken.ThrowIfCancellationRequested();
                }
                else if (trial.Number > 3)
                {
                    // Beside trial 3, whose thread may have to wait: no more trials until it has cancelled.
                    source.Token.WaitHandle.WaitOne();
                }

                return new TrialOutcome(null, trial.Number);
            },
            new SearchOptions { CancellationToken = source.Token, TrialsAtOnce = trialsAtOnce });
        Assert.True(result.IsCancelled);
        Assert.InRange(result.Trials.Count, 3, 4);
        Assert.Equal(TrialState.Cancelled, result.Trials.Single(trial => trial.Number == 3).State);
        Assert.Equal(1, result.Best!.Number);
    }

    [Fact]
    public void Progress_HearsOfEachTrial_AndItsExceptionEndsTheSearch()
    {
        List<int> heard = [];
        HyperparameterSearch.Random(new SearchSpace(X), 5, 1, trial => new TrialOutcome(null, 1), new SearchOptions { TrialsAtOnce = 3, Progress = new Listener(trial => heard.Add(trial.Number)) });
        Assert.Equal([1, 2, 3, 4, 5], heard.Order());

        int calls = 0;
        SearchOptions throwing = new() { TrialsAtOnce = 2, Progress = new Listener(_ => throw new InvalidOperationException("enough")) };
        Assert.Throws<InvalidOperationException>(() => HyperparameterSearch.Random(new SearchSpace(X), 100, 1, trial => new TrialOutcome(null, Interlocked.Increment(ref calls)), throwing));
        Assert.InRange(calls, 1, 10);
    }

    [Fact]
    public void TheTable_HasALinePerTrial()
    {
        SearchResult result = HyperparameterSearch.Grid(
            new SearchSpace(BatchSize, SearchRange.Networks("network", ("small", seed => new LinearNetwork(2, 1)))),
            1,
            2,
            trial => new TrialOutcome(null, trial.Get(BatchSize) == 16 ? double.NaN : 1.0 / trial.Get(BatchSize)));
        string[] lines = result.ToString().Split('\n');
        Assert.Equal("rank  trial    score  batch  network  epochs  seconds", lines[0]);
        Assert.StartsWith("   1      3  0.03125     32    small       2 ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("   2      1    0.125      8    small       2 ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("   -      2   failed     16    small       2 ", lines[3], StringComparison.Ordinal);
        Assert.Equal("trial 3: 0.03125 (batch 32, network small)", result.Best!.ToString());
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        SearchSpace space = new(X);
        Func<Trial, TrialOutcome> run = _ => default;
        Assert.Throws<ArgumentOutOfRangeException>("trials", () => HyperparameterSearch.Random(space, 0, 1, run));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => HyperparameterSearch.Random(space, 1, 0, run));
        Assert.Throws<ArgumentOutOfRangeException>("points", () => HyperparameterSearch.Grid(space, 0, 1, run));
        Assert.Throws<ArgumentOutOfRangeException>("minimumEpochs", () => HyperparameterSearch.SuccessiveHalving(space, 1, 0, 1, run));
        Assert.Throws<ArgumentOutOfRangeException>("maximumEpochs", () => HyperparameterSearch.SuccessiveHalving(space, 1, 2, 1, run));
        Assert.Throws<ArgumentOutOfRangeException>("reduction", () => HyperparameterSearch.SuccessiveHalving(space, 1, 1, 1, run, null, 1));
        Assert.Throws<ArgumentNullException>("run", () => HyperparameterSearch.Random(space, 1, 1, null!));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => HyperparameterSearch.Random(space, 1, 1, run, new SearchOptions { TrialsAtOnce = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => HyperparameterSearch.Random(space, 1, 1, run, new SearchOptions { Goal = (SearchGoal)7 }));
        TrialResult foreign = HyperparameterSearch.Random(space, 1, 1, trial => new TrialOutcome(null, trial.Get(BatchSize))).Trials[0];
        Assert.Contains("'batch'", foreign.Message, StringComparison.Ordinal);
    }

    private static TrialOutcome Train(Trial trial)
    {
        LinearNetwork network = new(2, 1);
        Trainer.Fit(network, Samples.Plane(), new PlainDescent((float)trial.Get(Rate)), new TrainingOptions { Epochs = trial.Epochs, BatchSize = trial.Get(BatchSize), Seed = trial.Seed });
        return new TrialOutcome(network, Evaluator.Measure(network, Samples.Plane(), Metric.Loss));
    }

    private static (int Number, int Epochs, double? Score, double Rate, int BatchSize, ulong Seed) Row(TrialResult trial) =>
        (trial.Number, trial.Epochs, trial.Score, trial.Get(Rate), trial.Get(BatchSize), trial.Seed);

    private sealed class Listener(Action<TrialResult> act) : IProgress<TrialResult>
    {
        public void Report(TrialResult value) => act(value);
    }
}

[Network(2)]
[Dense(3, Activation.Tanh)]
[Dense(1)]
public sealed partial class CurveOfTwoNet;

[Network(2)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public sealed partial class SurfaceNet;
