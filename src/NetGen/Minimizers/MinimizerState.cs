using System.Threading;

namespace NetGen;

/// <summary>Where a run stands: loss and gradient at the network's parameters, and what it cost so far.</summary>
internal sealed class MinimizerState(int length, CancellationToken cancellationToken)
{
    internal double Loss { get; set; }

    internal double[] Gradient { get; } = new double[length];

    internal double GradientNorm { get; set; }

    /// <summary>Calls of Backward.</summary>
    internal int Evaluations { get; set; }

    /// <summary>Products with the Hessian or with the Jacobian of the residuals.</summary>
    internal int Products { get; set; }

    internal CancellationToken CancellationToken { get; } = cancellationToken;
}
