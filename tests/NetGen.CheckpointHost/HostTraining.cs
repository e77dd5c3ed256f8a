using System;
using System.Threading;

namespace NetGen.CheckpointHost;

/// <summary>A training that writes a checkpoint after each epoch, and goes on from the last one.</summary>
public static class HostTraining
{
    /// <summary>Trains, in the child process and in the test.</summary>
    public static (HostNet Network, TrainingResult Result) Run(int epochs, Checkpoint? checkpoint, CancellationToken token = default)
    {
        HostNet network = new(3);
        TrainingOptions options = new()
        {
            Epochs = epochs,
            BatchSize = 8,
            Validation = Data(seed: 2),
            AveragedWeights = 0.9f,
            Schedule = new InverseTimeDecay(0.01f, ScheduleInterval.Step),
            Checkpoint = checkpoint,
            CancellationToken = token,
        };
        return (network, Trainer.Fit(network, Data(seed: 1), new Adam(), options));
    }

    private static Dataset Data(ulong seed)
    {
        const int Rows = 24;
        Xoshiro256 random = new(seed);
        float[] features = new float[Rows * 16];
        int[] labels = new int[Rows];
        foreach (ref float feature in features.AsSpan())
        {
            feature = (float)random.NextNormal();
        }

        foreach (ref int label in labels.AsSpan())
        {
            label = random.NextInt(3);
        }

        return Dataset.Wrap(features, 16, labels, 3);
    }
}
