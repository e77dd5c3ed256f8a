using System;
using System.Buffers;

namespace NetGen;

public static partial class Evaluator
{
    /// <summary>One metric over all rows of a dataset.</summary>
    /// <param name="network">The network; its parameters are only read.</param>
    /// <param name="data">Labels or target vectors.</param>
    /// <param name="metric">Such as <see cref="Metric.F1Macro"/>.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, or the metric does not suit its outputs.</exception>
    public static double Measure<TNetwork>(TNetwork network, Dataset data, Metric metric)
        where TNetwork : class, INetwork
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Measure(network, data, (ReadOnlySpan<Metric>)[metric])[0];
    }

    /// <summary>Several metrics over all rows of a dataset, in one pass.</summary>
    /// <param name="network">The network; its parameters are only read.</param>
    /// <param name="data">Labels or target vectors.</param>
    /// <param name="metrics">The metrics.</param>
    /// <returns>A value for each metric, in their order.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit the network, or a metric does not suit its outputs.</exception>
    public static double[] Measure<TNetwork>(TNetwork network, Dataset data, params ReadOnlySpan<Metric> metrics)
        where TNetwork : class, INetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        MetricTask task = TaskOf(network, data);
        MetricAccumulator[] accumulators = new MetricAccumulator[metrics.Length];
        for (int i = 0; i < metrics.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(metrics[i], nameof(metrics));
            accumulators[i] = metrics[i].CreateAccumulator(task);
        }

        Measure(network, data, (ReadOnlySpan<MetricAccumulator>)accumulators);
        return Array.ConvertAll(accumulators, accumulator => accumulator.Value);
    }

    /// <summary>
    /// Adds all rows of a dataset to accumulators, in batches. Allocates nothing, if the accumulators need not grow; labels for a network without
    /// cross-entropy become target vectors at each call.
    /// </summary>
    /// <param name="network">The network; its parameters are only read.</param>
    /// <param name="data">Labels or target vectors.</param>
    /// <param name="accumulators">Made for <see cref="TaskOf"/> this network; they are not reset.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, or an accumulator has another number of outputs.</exception>
    public static void Measure<TNetwork>(TNetwork network, Dataset data, ReadOnlySpan<MetricAccumulator> accumulators)
        where TNetwork : class, INetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        bool needsLoss = false;
        bool needsOutputs = false;
        foreach (MetricAccumulator accumulator in accumulators)
        {
            ArgumentNullException.ThrowIfNull(accumulator, nameof(accumulators));
            if (accumulator is LossAccumulator)
            {
                needsLoss = true;
                continue;
            }

            needsOutputs = true;
            if (accumulator.Task.OutputSize != network.OutputSize)
            {
                throw new ArgumentException(
                    $"{network.Description.Name} has {network.OutputSize} outputs; an accumulator was made for {accumulator.Task.OutputSize}.", nameof(accumulators));
            }
        }

        Dataset fitting = NetworkData.Fit(network, data, nameof(data));
        int length = BlockLength(network.OutputSize);
        float[] outputs = ArrayPool<float>.Shared.Rent(length);
        try
        {
            foreach (Batch batch in fitting.Batches(length / network.OutputSize))
            {
                double weight = needsLoss ? BatchPass.WeightOf(in batch) : 0;
                float loss = weight > 0 ? BatchPass.ComputeLoss(network, in batch) : 0f;
                Span<float> block = outputs.AsSpan(0, batch.Rows * network.OutputSize);
                if (needsOutputs)
                {
                    network.Forward(batch.Features, block);
                }

                foreach (MetricAccumulator accumulator in accumulators)
                {
                    if (accumulator is LossAccumulator losses)
                    {
                        losses.Add(loss, batch.Rows, weight);
                    }
                    else if (fitting.HasLabels)
                    {
                        accumulator.Add(block, batch.Labels);
                    }
                    else
                    {
                        accumulator.Add(block, batch.Targets);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(outputs);
        }
    }

    /// <summary>What a metric must know of a network and a dataset: pass it to <see cref="Metric.CreateAccumulator"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The dataset; target vectors and <see cref="Loss.BinaryCrossEntropy"/> with several outputs make the task multi-label.</param>
    public static MetricTask TaskOf(INetwork network, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        bool multiLabel = !data.HasLabels && network.OutputSize > 1 && network.Description.Loss == Loss.BinaryCrossEntropy;
        return new MetricTask(network.OutputSize, multiLabel, data.Rows) { IsRegression = Answers.RuleFor(network, data) == AccuracyRule.None };
    }
}
