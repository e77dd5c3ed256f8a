using System;

namespace NetGen;

/// <summary>The memory that one step works on, cut by role where weight decay asks for it.</summary>
internal readonly ref struct UpdateTarget
{
    private readonly Span<float> _parameters;
    private readonly ReadOnlySpan<float> _gradients;
    private readonly OptimizerState _state;

    public UpdateTarget(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState state)
    {
        _parameters = parameters;
        _gradients = gradients;
        _state = state;
    }

    /// <summary>Applies a rule to the whole slab in one pass.</summary>
    public void Run<TRule>(TRule rule)
        where TRule : struct, IUpdateRule =>
        UpdateLoop.Run(rule, _parameters, _gradients, _state.Slab(0), _state.Slab(1));

    /// <summary>Applies one rule to the weights, and to the biases too if asked, and another to the rest.</summary>
    public void Run<TDecayed, TRule>(TDecayed decayed, TRule rule, bool decayBiases)
        where TDecayed : struct, IUpdateRule
        where TRule : struct, IUpdateRule
    {
        if (decayBiases)
        {
            Run(decayed);
            return;
        }

        foreach (ParameterSegment segment in _state.Segments)
        {
            if (segment.Role == TensorRole.Weight)
            {
                Run(decayed, segment);
            }
            else
            {
                Run(rule, segment);
            }
        }
    }

    private void Run<TRule>(TRule rule, ParameterSegment segment)
        where TRule : struct, IUpdateRule
    {
        Span<float> first = _state.Slab(0);
        Span<float> second = _state.Slab(1);
        UpdateLoop.Run(
            rule,
            _parameters.Slice(segment.Start, segment.Length),
            _gradients.Slice(segment.Start, segment.Length),
            first.IsEmpty ? first : first.Slice(segment.Start, segment.Length),
            second.IsEmpty ? second : second.Slice(segment.Start, segment.Length));
    }
}
