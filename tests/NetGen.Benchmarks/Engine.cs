using System;

namespace NetGen.Benchmarks;

/// <summary>Something that predicts. Implemented by structs, so that the timed loop calls it directly.</summary>
internal interface IForwardEngine
{
    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);
}

/// <summary>Something that takes training steps. Implemented by structs, so that the timed loop calls it directly.</summary>
internal interface ITrainingEngine
{
    /// <param name="inputs">The rows.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="targets">The classes as floats, for networks with one output.</param>
    float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets);
}

/// <summary>A generated network.</summary>
internal readonly struct Tiny1Engine(Tiny1 network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct Tiny2Engine(Tiny2 network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct Rt1Engine(Rt1 network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct Rt1FastEngine(Rt1Fast network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct Rtc16Engine(Rtc16 network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct Rtc32Engine(Rtc32 network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct Rtc64Engine(Rtc64 network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct Mlp64Engine(Mlp64 network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct Mlp256Engine(Mlp256 network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct MnistEngine(Mnist network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <inheritdoc cref="Tiny1Engine" />
internal readonly struct Mnist2Engine(Mnist2 network) : IForwardEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
}

/// <summary>Jagged loops or TensorPrimitives.</summary>
internal readonly struct BaselineEngine(BaselineNetwork network) : IForwardEngine, ITrainingEngine
{
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets) => network.Step(inputs, labels);
}

/// <summary>The generated network with one 0/1 output in training.</summary>
internal readonly struct BinaryTraining(Tiny1 network) : ITrainingEngine
{
    private readonly GradientDescent _optimizer = new(0.1f);
    private readonly float[] _gradients = new float[network.ParameterStorage];

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        float loss = network.Backward(inputs, targets, _gradients);
        network.Update(_optimizer, _gradients);
        return loss;
    }
}

/// <summary>A generated classifier in training.</summary>
internal readonly struct ClassifierTraining(IClassifier network) : ITrainingEngine
{
    private readonly Adam _optimizer = new();
    private readonly float[] _gradients = new float[network.ParameterStorage];

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        float loss = network.Backward(inputs, labels, _gradients);
        network.Update(_optimizer, _gradients);
        return loss;
    }
}
