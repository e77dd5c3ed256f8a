using System;
using System.Globalization;
using System.Threading;

namespace NetGen;

/// <summary>
/// The ends of the spectrum of the Hessian of a mean loss, at the parameters that a network has: the least and the greatest curvature that any direction
/// has there.
/// </summary>
/// <remarks>
/// <para>Up to 128 parameters, padding not counted, the Hessian is formed by as many products and all its eigenvalues are computed (Householder, QR). With more,
/// up to 200 products go into the method of Lanczos (1950) with a random start, always the same; it ends when both ends are known to 1e-4 of the largest
/// magnitude, or the sign of the smallest one is. Its smallest eigenvalue is an upper bound: that a random start has no part in the eigenvector of a smaller one is
/// possible, but unlikely.</para>
/// <para><see cref="Error"/> bounds what rounding and a Lanczos run cut short change: the asymmetry of the products (Frobenius norm) or Lanczos' residual, and
/// 1e-6 (dense) or 4e-6 (Lanczos) of the largest magnitude for the rounding of float32 products.</para>
/// </remarks>
public sealed class Curvature
{
    internal Curvature(double smallest, double largest, double error, int products)
    {
        SmallestEigenvalue = smallest;
        LargestEigenvalue = largest;
        Error = error;
        Products = products;
    }

    /// <summary>The smallest eigenvalue, in units of the loss per squared unit of the parameters. NaN if a product is not finite.</summary>
    public double SmallestEigenvalue { get; }

    /// <summary>The largest eigenvalue. NaN if a product is not finite.</summary>
    public double LargestEigenvalue { get; }

    /// <summary>The error of <see cref="SmallestEigenvalue"/>: its sign is known if its magnitude is larger.</summary>
    public double Error { get; }

    /// <summary>Hessian products taken.</summary>
    public int Products { get; }

    /// <summary>
    /// The condition number, <see cref="LargestEigenvalue"/> / <see cref="SmallestEigenvalue"/>; infinite unless the smallest eigenvalue is greater than <see cref="Error"/>.
    /// </summary>
    public double Condition => SmallestEigenvalue > Error ? LargestEigenvalue / SmallestEigenvalue : double.PositiveInfinity;

    /// <summary>Measures at the network's parameters, and leaves them as they are.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="targets">rows x <see cref="INetwork.OutputSize"/> values.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static Curvature Measure(ISecondOrderNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Measure(network, new LossProbe(network, inputs, targets));
    }

    /// <summary>As the other overload, with class labels.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="labels">One class index a row.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a label is out of range.</exception>
    public static Curvature Measure<TNetwork>(TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
        where TNetwork : class, ISecondOrderNetwork, IClassifier
    {
        ArgumentNullException.ThrowIfNull(network);

        // Products take targets; labels are checked by what takes them.
        network.ComputeLoss(inputs, labels);
        return Measure(network, new LossProbe(network, inputs, labels).WithTargets());
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Hessian eigenvalues from {SmallestEigenvalue:G5} (error {Error:G2}) to {LargestEigenvalue:G5}");

    internal static Curvature Measure(ISecondOrderNetwork network, in LossProbe probe)
    {
        MinimizerState state = new(network.ParameterStorage, CancellationToken.None);
        int[] positions = ParameterPositions.Of(network.Description);
        var hessian = new HessianOperator(network, positions);
        return positions.Length <= Spectrum.DenseLimit
            ? Spectrum.Dense(hessian, positions, probe, state)
            : Spectrum.Lanczos(hessian, positions, probe, state);
    }
}
