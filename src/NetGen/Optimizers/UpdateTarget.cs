using System;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>The memory that one step works on, cut by role where weight decay asks for it.</summary>
internal readonly ref struct UpdateTarget
{
    private readonly Span<float> _parameters;
    private readonly ReadOnlySpan<float> _gradients;
    private readonly OptimizerState _state;
    private readonly bool _flush;

    /// <param name="parameters">Changed.</param>
    /// <param name="gradients">As long as the parameters.</param>
    /// <param name="state">Changed.</param>
    /// <param name="flush">Whether this step also clears denormals from the state.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UpdateTarget(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState state, bool flush)
    {
        _parameters = parameters;
        _gradients = gradients;
        _state = state;
        _flush = flush;
    }

    /// <summary>Applies a rule to the whole slab in one pass.</summary>
    public void Run<TRule>(in TRule rule)
        where TRule : struct, IUpdateRule<TRule> =>
        Run(in rule, 0, _parameters.Length);

    /// <summary>Applies one rule to the weights, and to the biases too if asked, and another to the rest.</summary>
    public void Run<TDecayed, TRule>(in TDecayed decayed, in TRule rule, bool decayBiases)
        where TDecayed : struct, IUpdateRule<TDecayed>
        where TRule : struct, IUpdateRule<TRule>
    {
        if (decayBiases)
        {
            Run(in decayed);
            return;
        }

        foreach (ref readonly ParameterSegment segment in _state.Segments.AsSpan())
        {
            if (segment.Role == TensorRole.Weight)
            {
                Run(in decayed, segment.Start, segment.Length);
            }
            else
            {
                Run(in rule, segment.Start, segment.Length);
            }
        }
    }

    private void Run<TRule>(in TRule rule, int start, int length)
        where TRule : struct, IUpdateRule<TRule>
    {
        if (_flush && TRule.StateCount > 0)
        {
            UpdateLoop.Run(new FlushRule<TRule>(rule), _parameters, _gradients, _state.Slab(0), _state.Slab(1), start, length);
        }
        else
        {
            UpdateLoop.Run(in rule, _parameters, _gradients, _state.Slab(0), _state.Slab(1), start, length);
        }
    }
}
