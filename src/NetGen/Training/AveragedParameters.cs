using System;

namespace NetGen;

/// <summary>
/// The exponentially weighted average of a network's parameters over its steps, with bias correction: an <see cref="ExponentialAverage"/> of each.
/// Buffers, such as running statistics, are averages already: the network keeps its current ones.
/// Averaged weights are less noisy than the last ones. <see cref="TrainingOptions.AveragedWeights"/> does this in the trainer.
/// </summary>
/// <remarks>
/// It keeps the corrected average m itself: <c>m = (1 - c) * m + c * w</c> with <c>c = (1 - beta) / (1 - beta^t)</c>, which is v / (1 - beta^t) in one
/// pass. After one step m is w. Vectorized; nothing is allocated after construction; equal bits at every vector width of machines with fused multiply-add.
/// </remarks>
/// <example><code>
/// AveragedParameters average = new(network.Description, beta: 0.999f);
/// network.Update(adam, gradients);
/// average.Add(network.Parameters);          // after each step
/// average.CopyTo(network.Parameters);       // at the end
/// </code></example>
public sealed class AveragedParameters
{
    private readonly NetworkDescription _network;
    private readonly AlignedSlab _values;
    private DecayPower _power;

    /// <summary>Begins an average.</summary>
    /// <param name="network">The network whose parameters are averaged.</param>
    /// <param name="beta">The decay, at least 0 and below 1; the average is over about 1 / (1 - beta) steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">Beta is out of range.</exception>
    public AveragedParameters(NetworkDescription network, float beta)
    {
        ArgumentNullException.ThrowIfNull(network);
        Beta = FloatRange.BelowOne.Check(beta, nameof(beta));
        _network = network;
        _values = new AlignedSlab(network.ParameterStorage);
    }

    /// <summary>The decay.</summary>
    public float Beta { get; }

    /// <summary>t, the number of parameter slabs taken in.</summary>
    public long Count { get; private set; }

    /// <summary>The corrected average, in storage order; zeros before the first <see cref="Add"/>.</summary>
    public ReadOnlySpan<float> Values => _values.Span;

    /// <summary>Takes in the parameters after a step.</summary>
    /// <param name="parameters">The network's <see cref="INetwork.Parameters"/>.</param>
    /// <exception cref="ArgumentException">The length is not that of the network's slab.</exception>
    public void Add(ReadOnlySpan<float> parameters)
    {
        Check(parameters.Length, nameof(parameters));
        Count++;
        double weight = (1.0 - Beta) / (1.0 - _power.At(Beta, Count));
        WeightedSum.Invoke(_values.Span, (float)(1.0 - weight), parameters, (float)weight);
    }

    /// <summary>Copies the average out.</summary>
    /// <param name="parameters">The network's <see cref="INetwork.Parameters"/>, written.</param>
    /// <exception cref="ArgumentException">The length is not that of the network's slab.</exception>
    /// <exception cref="InvalidOperationException">Nothing was taken in yet.</exception>
    public void CopyTo(Span<float> parameters)
    {
        Check(parameters.Length, nameof(parameters));
        if (Count == 0)
        {
            throw new InvalidOperationException("The average of no parameters is not defined; call Add after each step.");
        }

        Values.CopyTo(parameters);
    }

    /// <summary>Goes on from a saved average: after it, every <see cref="Add"/> gives the bits that it would have given there.</summary>
    /// <param name="values">What <see cref="Values"/> were.</param>
    /// <param name="count">What <see cref="Count"/> was, at least 1.</param>
    /// <exception cref="ArgumentException">The length is not that of the network's slab.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public void Restore(ReadOnlySpan<float> values, long count)
    {
        Check(values.Length, nameof(values));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        values.CopyTo(_values.Span);
        Count = count;
    }

    private void Check(int length, string argument)
    {
        if (length != _network.ParameterStorage)
        {
            throw new ArgumentException($"{_network.Name} stores {_network.ParameterStorage} values; {argument} has {length}.", argument);
        }
    }
}
