using System;
using NetGen;

namespace Tuning;

/// <summary>What is searched, and how a trial is trained and measured.</summary>
internal sealed class DigitSearch(Dataset train, Dataset validation)
{
    private static readonly SearchRange<double> LearningRate = SearchRange.LogUniform("learning rate", 1e-4, 1e-1);
    private static readonly SearchRange<int> BatchSize = SearchRange.Choice("batch size", 16, 32, 64, 128);
    private static readonly SearchRange<Func<ulong, INetwork>> Network = SearchRange.Networks(
        "network",
        ("64-16-10", seed => new Narrow(seed)),
        ("64-64-10", seed => new Wide(seed)),
        ("64-32-32-10", seed => new Deep(seed)));

    /// <summary>Learning rate, batch size and network type.</summary>
    public static SearchSpace Space { get; } = new(LearningRate, BatchSize, Network);

    /// <summary>Trains a network with the settings of a trial; its score is the loss on the validation rows.</summary>
    public TrialOutcome Run(Trial trial)
    {
        INetwork network = trial.Get(Network)(trial.Seed);
        Trainer.Fit(network, train, new Adam((float)trial.Get(LearningRate)), new TrainingOptions
        {
            Epochs = trial.Epochs,
            BatchSize = trial.Get(BatchSize),
            Seed = trial.Seed,
            CancellationToken = trial.CancellationToken,
        });
        return new TrialOutcome(network, Evaluator.Measure(network, validation, Metric.Loss));
    }
}
