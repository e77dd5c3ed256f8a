using NetGen.Numerics;

namespace NetGen;

/// <summary>What a step does to an element, apart from how memory is walked. Zero parameter, gradient and state must stay zero: padding relies on it.</summary>
/// <typeparam name="TSelf">The rule.</typeparam>
internal interface IUpdateRule<TSelf>
    where TSelf : struct, IUpdateRule<TSelf>
{
    /// <summary>Number of state values per element: 0, 1 or 2.</summary>
    static abstract int StateCount { get; }

    /// <summary>Fills in the rule's factors.</summary>
    void Broadcast<S, T>(ref Factors<T> factors)
        where S : struct, ISimd<T>
        where T : struct;

    /// <summary>Gives the new parameters of one register and changes its state.</summary>
    static abstract T Apply<S, T>(in Factors<T> factors, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct;
}
