using System;
using NetGen.CompilerServices;

namespace NetGen;

/// <summary>Calls the overload of a network that suits a batch of a dataset that <see cref="NetworkData"/> made fit: labels or targets, weights or none.</summary>
internal static class BatchPass
{
    /// <summary>How much the mean loss of a batch counts among others: its rows, or the sum of their weights, which may be 0.</summary>
    internal static double WeightOf(in Batch batch) => batch.SampleWeights.IsEmpty ? batch.Rows : RowWeights.Sum(batch.SampleWeights);

    internal static float Backward(INetwork network, in Batch batch, Span<float> gradients)
    {
        if (batch.SampleWeights.IsEmpty)
        {
            return batch.Labels.IsEmpty
                ? network.Backward(batch.Features, batch.Targets, gradients)
                : ((IClassifier)network).Backward(batch.Features, batch.Labels, gradients);
        }

        return batch.Labels.IsEmpty
            ? ((IWeightedNetwork)network).Backward(batch.Features, batch.Targets, batch.SampleWeights, gradients)
            : ((IWeightedClassifier)network).Backward(batch.Features, batch.Labels, batch.SampleWeights, gradients);
    }

    internal static float ComputeLoss(INetwork network, in Batch batch)
    {
        if (batch.SampleWeights.IsEmpty)
        {
            return batch.Labels.IsEmpty
                ? network.ComputeLoss(batch.Features, batch.Targets)
                : ((IClassifier)network).ComputeLoss(batch.Features, batch.Labels);
        }

        return batch.Labels.IsEmpty
            ? ((IWeightedNetwork)network).ComputeLoss(batch.Features, batch.Targets, batch.SampleWeights)
            : ((IWeightedClassifier)network).ComputeLoss(batch.Features, batch.Labels, batch.SampleWeights);
    }
}
