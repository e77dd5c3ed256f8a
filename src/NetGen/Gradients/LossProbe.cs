using System;

namespace NetGen;

/// <summary>A network with one batch: the loss as a function of the parameters.</summary>
internal readonly ref struct LossProbe
{
    private readonly ReadOnlySpan<float> _inputs;
    private readonly ReadOnlySpan<float> _targets;
    private readonly ReadOnlySpan<int> _labels;
    private readonly IClassifier? _classifier;
    private readonly float[] _scratch;

    internal LossProbe(INetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        Network = network;
        _inputs = inputs;
        _targets = targets;
        _scratch = new float[network.ParameterStorage];
    }

    internal LossProbe(IClassifier network, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        Network = network;
        _classifier = network;
        _inputs = inputs;
        _labels = labels;
        _scratch = new float[network.ParameterStorage];
    }

    private LossProbe(IClassifier network, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
        : this(network, inputs, labels) => _targets = targets;

    internal INetwork Network { get; }

    /// <summary>Number of targets, all rows together; 0 if there are labels only.</summary>
    internal int TargetLength => _targets.Length;

    internal double Loss() => Loss(_scratch);

    /// <summary>
    /// The loss of <c>Backward</c>, so that layers that compute otherwise in training are measured as they train: with dropout, with the masks of
    /// the network's next step, which stays its next.
    /// </summary>
    internal double Loss(Span<float> gradients)
    {
        IDropoutNetwork? dropout = Network as IDropoutNetwork;
        long step = dropout?.DropoutStep ?? 0;
        try
        {
            return _classifier is null ? Network.Backward(_inputs, _targets, gradients) : _classifier.Backward(_inputs, _labels, gradients);
        }
        finally
        {
            if (dropout is not null)
            {
                dropout.DropoutStep = step;
            }
        }
    }

    /// <summary>
    /// The same batch with targets too, if the network has Hessian products: they take no labels. A label out of range is left for <c>Backward</c> to report.
    /// </summary>
    internal LossProbe WithTargets()
    {
        if (_classifier is null || Network is not ISecondOrderNetwork)
        {
            return this;
        }

        int classes = Network.OutputSize;
        float[] targets = new float[_labels.Length * classes];
        for (int row = 0; row < _labels.Length; row++)
        {
            if ((uint)_labels[row] < (uint)classes)
            {
                targets[(row * classes) + _labels[row]] = 1f;
            }
        }

        return new LossProbe(_classifier, _inputs, _labels, targets);
    }

    internal void HessianVector(ISecondOrderNetwork network, ReadOnlySpan<float> vector, Span<float> product) =>
        network.HessianVector(_inputs, _targets, vector, product);

    internal void ResidualJacobianVector(ILeastSquaresNetwork network, ReadOnlySpan<float> vector, Span<float> product) =>
        network.ResidualJacobianVector(_inputs, vector, product);

    internal void ResidualJacobianTransposeVector(ILeastSquaresNetwork network, ReadOnlySpan<float> vector, Span<float> product) =>
        network.ResidualJacobianTransposeVector(_inputs, vector, product);
}
