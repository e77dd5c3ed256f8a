namespace NetGen;

/// <summary>The buffers of one shuffled epoch: the order of the rows and the rows of one batch.</summary>
internal sealed class BatchWorkspace
{
    internal BatchWorkspace(Dataset data, int batchSize)
    {
        BatchSize = batchSize;
        Order = new int[data.Rows];
        Features = new float[checked(batchSize * data.FeatureCount)];
        Targets = new float[checked(batchSize * data.TargetCount)];
        Labels = new int[data.HasLabels ? batchSize : 0];
        Weights = new float[data.HasSampleWeights ? batchSize : 0];
    }

    internal int BatchSize { get; }

    internal int[] Order { get; }

    internal float[] Features { get; }

    internal float[] Targets { get; }

    internal int[] Labels { get; }

    internal float[] Weights { get; }
}
