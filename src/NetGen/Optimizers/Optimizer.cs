using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.CompilerServices;
using NetGen.Serialization;

namespace NetGen;

/// <summary>What the optimizers of NetGen share: learning rate, weight decay, state per network. An own optimizer implements <see cref="IOptimizer"/> instead.</summary>
/// <remarks>
/// A gradient below 1e-30 counts as 0. Every 16th step, state values below the smallest normal float (1.2e-38) become 0, since denormals are slow.
/// Results are equal, bit for bit, at every vector width of machines with fused multiply-add. A step is not thread-safe: one optimizer serves one network, from one thread at a time.
/// </remarks>
public abstract class Optimizer : IStatefulOptimizer
{
    // Clearing denormals at every step would cost Adam a tenth of its time.
    private const int FlushInterval = 16;

    private float _learningRate;
    private float _weightDecay;
    private OptimizerState? _state;

    private protected Optimizer(float learningRate, float weightDecay)
    {
        _learningRate = FloatRange.NonNegative.Check(learningRate, nameof(learningRate));
        _weightDecay = weightDecay;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or below 0.</exception>
    public float LearningRate
    {
        get => _learningRate;
        set => _learningRate = FloatRange.NonNegative.Check(value, nameof(LearningRate));
    }

    /// <summary>
    /// L2 regularization: the gradient becomes <c>g + WeightDecay * w</c>, for weights, and for biases too with <see cref="DecayBiases"/>. 0 unless set.
    /// (<see cref="AdamW"/> decouples it from the gradient.)
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or below 0.</exception>
    public float WeightDecay
    {
        get => _weightDecay;
        set => _weightDecay = FloatRange.NonNegative.Check(value, nameof(WeightDecay));
    }

    /// <summary>Whether weight decay applies to biases too, as it does in PyTorch by default. False unless set.</summary>
    public bool DecayBiases { get; set; }

    /// <inheritdoc />
    public long StepCount { get; private set; }

    /// <summary>The names of the state tensors, PyTorch's; one slab each.</summary>
    private protected abstract string[] StateNames { get; }

    /// <summary>The settings beyond those that all optimizers have.</summary>
    private protected abstract IEnumerable<Hyperparameter> OwnSettings { get; }

    private string Kind => GetType().Name;

    private IReadOnlyList<Hyperparameter> Settings =>
    [
        Hyperparameter.Count("step", () => StepCount, value => StepCount = value),
        Hyperparameter.Number("learning_rate", FloatRange.NonNegative, () => _learningRate, value => _learningRate = value),
        .. OwnSettings,
        Hyperparameter.Number("weight_decay", FloatRange.NonNegative, () => _weightDecay, value => _weightDecay = value),
        Hyperparameter.Flag("decay_biases", () => DecayBiases, value => DecayBiases = value),
    ];

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A span is not as long as the network's slab.</exception>
    /// <exception cref="InvalidOperationException">The optimizer serves another network.</exception>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, NetworkDescription network)
    {
        OptimizerState? state = _state;
        if (state is null || !ReferenceEquals(state.Network, network))
        {
            Prepare(network);
            state = _state;
        }

        int storage = network.ParameterStorage;
        if (parameters.Length != storage || gradients.Length != storage)
        {
            ThrowLength(network, parameters.Length, gradients.Length);
        }

        StepCount++;
        Apply(new UpdateTarget(parameters, gradients, state, StepCount % FlushInterval == 0));
    }

    /// <inheritdoc />
    [MemberNotNull(nameof(_state))]
    public void Prepare(NetworkDescription network)
    {
        CheckNetwork(network);
        _state ??= new OptimizerState(network, StateNames.Length);
    }

    /// <inheritdoc />
    public void Reset()
    {
        _state = null;
        StepCount = 0;
    }

    /// <inheritdoc />
    public void Save(string path)
    {
        OptimizerState state = StateToSave();
        using AtomicFile file = new(path);
        OptimizerFile.Save(Kind, Settings, StateNames, state, file.Stream);
        file.Commit();
    }

    /// <inheritdoc />
    public void Save(Stream stream) => OptimizerFile.Save(Kind, Settings, StateNames, StateToSave(), stream);

    /// <inheritdoc />
    public void Load(string path, NetworkDescription network)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        try
        {
            Load(stream, network);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    /// <inheritdoc />
    public void Load(Stream stream, NetworkDescription network)
    {
        CheckNetwork(network);
        OptimizerFile file = OptimizerFile.Read(Kind, Settings, StateNames, network, stream);
        Prepare(network);
        file.Restore(_state);
    }

    /// <summary>Applies the rule of the optimizer.</summary>
    private protected abstract void Apply(in UpdateTarget target);

    /// <summary>Applies a rule, with L2 regularization where it is on.</summary>
    private protected void Run<TRule>(in UpdateTarget target, in TRule rule)
        where TRule : struct, IUpdateRule<TRule>
    {
        if (_weightDecay == 0)
        {
            target.Run(in rule);
        }
        else
        {
            UpdateTarget.Run(target, new L2Rule<TRule>(rule, _weightDecay), rule, DecayBiases);
        }
    }

    // Apart from the check: what makes a text would have the callers clear memory for it in each step.
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLength(NetworkDescription network, int parameters, int gradients)
    {
        (string name, int length) = parameters == network.ParameterStorage ? (nameof(gradients), gradients) : (nameof(parameters), parameters);
        throw new ArgumentException($"{network.Name} stores {network.ParameterStorage} values; {name} has {length}.", name);
    }

    private void CheckNetwork(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (_state is { } state && !state.Fits(network))
        {
            throw new InvalidOperationException(
                $"This {Kind} serves {Text(state.Network)} and can't step {Text(network)}. Use an optimizer for each network, or call Reset.");
        }

        static string Text(NetworkDescription served) =>
            $"{served.Name} ({served.ParameterCount} parameters, {served.ParameterStorage} values stored)";
    }

    private OptimizerState StateToSave() =>
        _state ?? throw new InvalidOperationException($"This {Kind} has no state yet. Take a step or call Prepare before saving.");
}
