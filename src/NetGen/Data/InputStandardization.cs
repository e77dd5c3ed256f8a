using System;

namespace NetGen;

/// <summary>Learns the offset and scale of networks with <see cref="StandardizeAttribute"/>.</summary>
public static class InputStandardization
{
    private const string Offset = "input.offset";
    private const string Scale = "input.scale";

    /// <summary>Learns offset and scale from a dataset. <see cref="Trainer"/> does it by itself for a network that is not standardized yet.</summary>
    /// <param name="network">A network with <see cref="StandardizeAttribute"/>; what it had learnt before is replaced.</param>
    /// <param name="train">The training set: statistics of validation or test rows would tell the network of them.</param>
    /// <exception cref="ArgumentException">
    /// The network does not scale its inputs, the dataset has another number of features, or a feature is NaN or infinite. The network stays as it was.
    /// </exception>
    public static void Standardize(this INetwork network, Dataset train)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        if (train.FeatureCount != network.InputSize)
        {
            throw new ArgumentException(
                $"{network.Description.Name} has {network.InputSize} inputs; the dataset has {train.FeatureCount} features a row.", nameof(train));
        }

        Learn(network, train.Features, nameof(train));
    }

    /// <summary>Learns offset and scale from rows.</summary>
    /// <param name="network">A network with <see cref="StandardizeAttribute"/>; what it had learnt before is replaced.</param>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values of the training set, at least one row.</param>
    /// <exception cref="ArgumentException">
    /// The network does not scale its inputs, the length does not fit, or a value is NaN or infinite. The network stays as it was.
    /// </exception>
    public static void Standardize(this INetwork network, ReadOnlySpan<float> inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (inputs.IsEmpty || inputs.Length % network.InputSize != 0)
        {
            throw new ArgumentException(
                $"inputs has {inputs.Length} values; expected whole rows of {network.InputSize} (rows x InputSize), at least one.", nameof(inputs));
        }

        Learn(network, inputs, nameof(inputs));
    }

    /// <summary>Whether a network has learnt or been given an offset and scale: whether any offset is not 0 or any scale not 1.</summary>
    /// <exception cref="ArgumentException">The network does not scale its inputs.</exception>
    public static bool IsStandardized(this INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(network);
        float[] values = new float[network.InputSize];
        network.GetTensor(Offset, values);
        if (values.AsSpan().ContainsAnyExcept(0f))
        {
            return true;
        }

        network.GetTensor(Scale, values);
        return values.AsSpan().ContainsAnyExcept(1f);
    }

    private static void Learn(INetwork network, ReadOnlySpan<float> inputs, string argument)
    {
        InputScaling scaling = Check(network);
        int index = FiniteScan.IndexOfNonFinite(inputs);
        if (index >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Feature {index % network.InputSize} of row {index / network.InputSize} is {inputs[index]}; nothing can be learnt from it."),
                argument);
        }

        (float[] offset, float[] divisor) = FeatureStatistics.Of(inputs, network.InputSize, scaling);
        float[] scale = Array.ConvertAll(divisor, Inverse);
        network.SetTensor(Offset, offset);
        network.SetTensor(Scale, scale);
    }

    /// <summary>A spread too small to divide by is none.</summary>
    private static float Inverse(float divisor)
    {
        float scale = (float)(1.0 / divisor);
        return float.IsFinite(scale) && scale != 0f ? scale : 1f;
    }

    private static InputScaling Check(INetwork network) => network.Description.InputScaling ?? throw new ArgumentException(
        $"{network.Description.Name} does not scale its inputs: add [Standardize] to the class.", nameof(network));
}
