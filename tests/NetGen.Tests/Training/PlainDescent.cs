using System;

namespace NetGen.Tests.Training;

/// <summary>Gradient descent as a struct, to drive the trainer without any other part of the library.</summary>
internal struct PlainDescent(float learningRate) : IOptimizer
{
    public float LearningRate { get; set; } = learningRate;

    public readonly void Step(Span<float> parameters, ReadOnlySpan<float> gradients, NetworkDescription network)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= LearningRate * gradients[i];
        }
    }
}
