using System;
using System.Threading;
using NetGen;

namespace Digits;

/// <summary>How the sample trains: one recipe, chosen once, for every split.</summary>
internal static class Recipe
{
    public const int Epochs = 80;
    private const int BatchSize = 32;
    private const float LearningRate = 1e-2f;
    private const float WeightDecay = 0.1f;

    /// <summary>Mini-batch Adam with decoupled weight decay, the learning rate falling in a straight line to zero.</summary>
    public static DigitNet Train(Dataset train, ulong seed, Action<EpochReport>? onEpoch = null)
    {
        var network = new DigitNet(seed);
        var optimizer = new AdamW(LearningRate) { WeightDecay = WeightDecay };
        Trainer.Fit(network, train, optimizer, new TrainingOptions
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            Seed = seed,
            Progress = new EveryEpoch(report =>
            {
                optimizer.LearningRate = LearningRate * (1f - ((float)report.Epoch / Epochs));
                onEpoch?.Invoke(report);
            }),
        });
        return network;
    }

    /// <summary>Unlike Progress, calls back at once and on the training thread: the learning rate must change before the next epoch.</summary>
    private sealed class EveryEpoch(Action<EpochReport> action) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => action(value);
    }
}
