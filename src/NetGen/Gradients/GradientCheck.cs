using System;

namespace NetGen;

/// <summary>
/// Compares the gradient that <c>Backward</c> computes with central differences of the loss that it returns, parameter by parameter.
/// </summary>
/// <remarks>
/// <para>The difference quotient D(h) = (L(w + h) - L(w - h)) / 2h is taken at steps h from max(1, |w|) / 4 down by halves to max(1, |w|) / 32768, and
/// extrapolated (Richardson): R(h) = (4 D(h) - D(2h)) / 3. The R with the smallest error bound is used: 1.5 e / h, plus how far it is from R(2h) and
/// from R at the next three finer steps, and from those at still finer ones beyond their own noise. e is the rounding noise of the float32 loss, measured by a table
/// of differences over eight nearly equal parameter vectors (R. W. Hamming, Introduction to Applied Numerical Analysis), times 4, and at least 2^-23
/// of the loss.</para>
/// <para>Where the slopes to the left and to the right do not come together as h falls, the parameter sits on a kink of the loss (a ReLU at 0, as with
/// all biases zero and an input of zeros): differences say nothing there, and the parameter is counted, not compared. A tensor of which less than
/// half could be compared does not pass: check at other parameters, or with other rows.</para>
/// <para>The loss is the one that <c>Backward</c> returns: with batch normalization, that of the batch's own statistics.</para>
/// <para>The loss must be a function of parameters and batch only: the same call must give the same loss. Dropout is on, with the masks of
/// <see cref="IDropoutNetwork.DropoutStep"/>, which is the same afterwards.</para>
/// </remarks>
/// <example><code>GradientCheck.Run(network, inputs, targets).ThrowIfFailed();</code></example>
public static class GradientCheck
{
    /// <summary>Checks <see cref="INetwork.Backward"/> at the network's parameters, which are the same bits afterwards, as are its buffers, also after an exception.</summary>
    /// <param name="network">The network. Its parameters change during the call.</param>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row; few rows are enough.</param>
    /// <param name="targets">rows x <see cref="INetwork.OutputSize"/> values.</param>
    /// <param name="options">What counts as a fault, and how many parameters are checked; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static GradientCheckReport Run(
        INetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Run(new LossProbe(network, inputs, targets), options ?? new GradientCheckOptions());
    }

    /// <summary>As the other overload, with class labels.</summary>
    /// <param name="network">The network. Its parameters change during the call.</param>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row; few rows are enough.</param>
    /// <param name="labels">One class index a row.</param>
    /// <param name="options">What counts as a fault, and how many parameters are checked; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a label is out of range.</exception>
    public static GradientCheckReport Run(
        IClassifier network, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Run(new LossProbe(network, inputs, labels), options ?? new GradientCheckOptions());
    }

    private static GradientCheckReport Run(LossProbe probe, GradientCheckOptions options)
    {
        float[] state = NetworkState.Of(probe.Network);
        try
        {
            float[] gradients = new float[probe.Network.ParameterStorage];
            double loss = probe.Loss(gradients);
            double noise = LossNoise.Measure(probe, loss);
            return GradientComparison.Run(probe, gradients, loss, noise, options);
        }
        finally
        {
            NetworkState.Restore(probe.Network, state);
        }
    }
}
