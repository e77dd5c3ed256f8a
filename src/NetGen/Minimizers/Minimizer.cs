using System;
using System.Threading;

namespace NetGen;

/// <summary>
/// Minimizes the mean loss of one batch, all rows at once, over the parameters of a network: x(k+1) = x(k) + a d, with a direction d of the derived
/// class and a step length a that a line search finds (strong Wolfe conditions, Nocedal and Wright, Numerical Optimization, chapter 3).
/// </summary>
/// <remarks>
/// <para>Directions and sums are double, parameters and their gradient float32. So the gradient norm falls to about 1e-7 of the gradient's
/// terms and not further; a search that finds no lower loss measures the noise of the loss, as <see cref="GradientCheck"/> does, and goes on by the
/// slopes as long as losses differ by no more; where that does not help either, the run ends as <see cref="MinimizerStop.StepTooSmall"/>.</para>
/// <para>With <see cref="BatchNormAttribute"/> the loss is that of the batch's own statistics; the running ones take in each point that the run comes to, but
/// no trial of a line search. A network with <see cref="StandardizeAttribute"/> learns its scales before:
/// <see cref="InputStandardization.Standardize(INetwork, ReadOnlySpan{float})"/>.</para>
/// <para>The loss of the batch must be a function of the parameters only: no dropout (an <see cref="IDropoutNetwork"/> is refused), no mini-batches. A minimizer holds settings and no state, so
/// one can serve any number of networks.</para>
/// </remarks>
public abstract class Minimizer
{
    private protected Minimizer()
    {
    }

    /// <summary>Iterations after which a run ends, at least 1. 1000 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxIterations
    {
        get;
        init => field = Setting.AtLeast(1, value);
    } = 1000;

    /// <summary>The Euclidean norm of the gradient at which a run ends, at least 0. 1e-6 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double GradientTolerance
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw Setting.Refused(nameof(GradientTolerance), value, "a finite number of at least 0");
    } = 1e-6;

    /// <summary>The mean loss at which a run ends: a run ends after the first step that reaches it. Not NaN. Negative infinity, so never, unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">NaN.</exception>
    public double TargetLoss
    {
        get;
        init => field = !double.IsNaN(value)
            ? value
            : throw Setting.Refused(nameof(TargetLoss), value, "a number");
    } = double.NegativeInfinity;

    /// <summary>
    /// Whether <see cref="MinimizerResult.Curvature"/> is measured at the end, for a network with Hessian products: one product for each parameter up to 128
    /// parameters, up to 200 products with more. A run that is cancelled or overflows skips it. True unless set.
    /// </summary>
    public bool MeasureCurvature { get; init; } = true;

    /// <summary>Minimizes the mean loss; the network has the parameters of the last accepted step afterwards, also after a cancellation.</summary>
    /// <param name="network">The network; its parameters are where the run starts.</param>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="targets">rows x <see cref="INetwork.OutputSize"/> values.</param>
    /// <param name="cancellationToken">Ends the run before its next iteration.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the network has dropout.</exception>
    public MinimizerResult Minimize(
        INetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, CancellationToken cancellationToken = default)
    {
        CheckNetwork(network);
        return new MinimizerRun(this, new LossProbe(network, inputs, targets), cancellationToken).Run();
    }

    /// <summary>As the other overload, with class labels.</summary>
    /// <param name="network">The network; its parameters are where the run starts.</param>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="labels">One class index a row.</param>
    /// <param name="cancellationToken">Ends the run before its next iteration.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or the network has dropout.</exception>
    public MinimizerResult Minimize(
        IClassifier network, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, CancellationToken cancellationToken = default)
    {
        CheckNetwork(network);
        return new MinimizerRun(this, new LossProbe(network, inputs, labels).WithTargets(), cancellationToken).Run();
    }

    /// <summary>What takes the steps of one run.</summary>
    internal abstract IStepper CreateStepper(INetwork network);

    /// <summary>Refuses a network whose loss differs from call to call.</summary>
    private static void CheckNetwork(INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network is IDropoutNetwork)
        {
            throw new ArgumentException(
                $"{network.Description.Name} has dropout, so its loss differs from call to call; a minimizer needs one without. {nameof(Trainer)} trains with dropout.",
                nameof(network));
        }
    }
}
