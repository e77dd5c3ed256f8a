using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    // Static, with a target of its own: a target whose address is taken stays in memory where steps without decay keep it in registers.
    /// <summary>Applies one rule to the weights, and to the biases too if asked, and another to the rest.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run<TDecayed, TRule>(UpdateTarget target, TDecayed decayed, TRule rule, bool decayBiases)
        where TDecayed : struct, IUpdateRule<TDecayed>
        where TRule : struct, IUpdateRule<TRule>
    {
        if (decayBiases)
        {
            target.Run(in decayed);
            return;
        }

        // The last segment first, like the elements of each: see UpdateLoop.
        ParameterSegment[] segments = target._state.Segments;
        for (int i = segments.Length - 1; i >= 0; i--)
        {
            ref readonly ParameterSegment segment = ref segments[i];
            if (segment.Role == TensorRole.Weight)
            {
                target.Run(in decayed, segment.Start, segment.Length);
            }
            else
            {
                target.Run(in rule, segment.Start, segment.Length);
            }
        }
    }

    private void Run<TRule>(in TRule rule, int start, int length)
        where TRule : struct, IUpdateRule<TRule>
    {
        ref float parameters = ref MemoryMarshal.GetReference(_parameters);
        ref readonly float gradients = ref MemoryMarshal.GetReference(_gradients);
        ref float first = ref TRule.StateCount > 0 ? ref _state.Start(0) : ref Unsafe.NullRef<float>();
        ref float second = ref TRule.StateCount > 1 ? ref _state.Start(1) : ref Unsafe.NullRef<float>();
        if (_flush && TRule.StateCount > 0)
        {
            UpdateLoop.Run(new FlushRule<TRule>(rule), ref parameters, in gradients, ref first, ref second, start, length);
        }
        else
        {
            UpdateLoop.Run(in rule, ref parameters, in gradients, ref first, ref second, start, length);
        }
    }
}
