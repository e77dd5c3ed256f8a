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

    internal INetwork Network { get; }

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
}
