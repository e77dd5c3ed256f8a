using System;
using System.IO;
using System.Linq;
using NetGen.Data;
using Tuning;
using Xunit;

namespace NetGen.Tests.Samples;

/// <summary>The search of the tuning sample, with few trials.</summary>
public sealed class TuningTests
{
    [Fact]
    public void AShortSearch_FindsANetworkThatReadsDigits()
    {
        Dataset digits = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "Samples", "digits.csv")).Scale(1f / 16f);
        (Dataset train, Dataset validation) = digits.SplitStratified(0.8, seed: 1);
        var search = new DigitSearch(train, validation);
        SearchResult result = HyperparameterSearch.SuccessiveHalving(DigitSearch.Space, trials: 9, minimumEpochs: 2, maximumEpochs: 18, search.Run, new SearchOptions { Seed = 1, TrialsAtOnce = 2 });
        Assert.All(result.Trials, trial => Assert.Equal(TrialState.Completed, trial.State));
        Assert.Equal([2, 6, 18], result.Trials.Select(trial => trial.Epochs).Distinct().Order());
        Assert.Equal(result.Best!.Score, Evaluator.Measure(result.BestNetwork!, validation, Metric.Loss));
        Assert.InRange(Evaluator.Measure(result.BestNetwork!, validation, Metric.Accuracy), 0.95, 1);
    }
}
