using System;

namespace NetGen;

/// <summary>A network whose loss can weigh rows. Emitted with <c>[Network(..., SampleWeights = true)]</c>.</summary>
/// <remarks>
/// <para>The weighted mean loss is <c>sum_i w_i l_i / sum_i w_i</c>, with l_i the loss of row i alone, label smoothing included; regularization is added
/// unweighted. So only the ratios of weights matter, equal weights give the loss without weights, and a weight of 2 counts as the row twice. With
/// w_i the weight of the class of row i this is PyTorch's <c>CrossEntropyLoss(weight=w)</c>, without label smoothing.</para>
/// <para>Weights are finite and at least 0, and not all 0.</para>
/// </remarks>
public interface IWeightedNetwork : INetwork
{
    /// <summary>Computes the weighted mean loss and its gradient. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="targets">rows x <see cref="INetwork.OutputSize"/> values.</param>
    /// <param name="sampleWeights">One weight a row.</param>
    /// <param name="gradients"><see cref="INetwork.ParameterStorage"/> values in storage order, overwritten.</param>
    /// <returns>The weighted mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a weight is negative or not finite, or all are 0.</exception>
    float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradients);

    /// <summary>Computes the weighted mean loss without gradients. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="targets">rows x <see cref="INetwork.OutputSize"/> values.</param>
    /// <param name="sampleWeights">One weight a row.</param>
    /// <returns>The weighted mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a weight is negative or not finite, or all are 0.</exception>
    float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights);
}

/// <summary>A network with <see cref="Loss.CrossEntropy"/> and sample weights, which also takes targets as class indices.</summary>
public interface IWeightedClassifier : IWeightedNetwork, IClassifier
{
    /// <summary>Computes the weighted mean loss and its gradient. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="labels">One class index a row, from 0 to <see cref="INetwork.OutputSize"/> - 1.</param>
    /// <param name="sampleWeights">One weight a row.</param>
    /// <param name="gradients"><see cref="INetwork.ParameterStorage"/> values in storage order, overwritten.</param>
    /// <returns>The weighted mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, a weight is negative or not finite, or all are 0.</exception>
    float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights, Span<float> gradients);

    /// <summary>Computes the weighted mean loss without gradients. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="labels">One class index a row, from 0 to <see cref="INetwork.OutputSize"/> - 1.</param>
    /// <param name="sampleWeights">One weight a row.</param>
    /// <returns>The weighted mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, a weight is negative or not finite, or all are 0.</exception>
    float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights);
}
