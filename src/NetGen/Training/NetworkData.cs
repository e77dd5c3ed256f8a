using System;

namespace NetGen;

/// <summary>Checks that a dataset fits a network, and gives its targets the form that the network's loss takes.</summary>
internal static class NetworkData
{
    /// <summary>
    /// Labels stay labels for a classifier; become 0 or 1 for a network with one output; become one-hot vectors for any other network.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="argument">The caller's name for the dataset.</param>
    /// <param name="what">What to call the dataset in a message.</param>
    /// <exception cref="ArgumentException">Sizes differ; the message has both.</exception>
    internal static Dataset Fit(INetwork network, Dataset data, string argument, string what = "dataset")
    {
        CheckSizes(network, data, argument, what);
        if (!data.HasLabels || network is IClassifier)
        {
            return data;
        }

        return network.OutputSize == 1 ? data.WithBinaryTargets() : data.WithOneHotTargets(network.OutputSize);
    }

    /// <summary>Checks that a dataset fits a network.</summary>
    /// <exception cref="ArgumentException">Sizes differ; the message has both.</exception>
    internal static void CheckSizes(INetwork network, Dataset data, string argument, string what = "dataset")
    {
        string name = network.Description.Name;
        if (data.HasSampleWeights && network is not IWeightedNetwork)
        {
            throw new ArgumentException(
                $"The rows of the {what} have weights, which {name} does not take: declare it with [Network(..., {nameof(NetworkAttribute.SampleWeights)} = true)].", argument);
        }

        if (data.HasSampleWeights && !data.SampleWeights.ContainsAnyExcept(0f))
        {
            throw new ArgumentException($"All rows of the {what} have the weight 0; at least one must count.", argument);
        }

        if (data.FeatureCount != network.InputSize)
        {
            throw new ArgumentException($"{name} has {Count(network.InputSize, "input")}; the {what} has {Count(data.FeatureCount, "feature")} a row.", argument);
        }

        if (!data.HasLabels)
        {
            if (data.TargetCount != network.OutputSize)
            {
                throw new ArgumentException($"{name} has {Count(network.OutputSize, "output")}; the {what} has {Count(data.TargetCount, "target")} a row.", argument);
            }

            return;
        }

        bool binary = network.OutputSize == 1 && network is not IClassifier;
        if (data.ClassCount > (binary ? 2 : network.OutputSize))
        {
            string outputs = binary ? "1 output, for 2 classes" : Count(network.OutputSize, "output");
            throw new ArgumentException($"{name} has {outputs}; the {what} has {data.ClassCount} classes.", argument);
        }
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
