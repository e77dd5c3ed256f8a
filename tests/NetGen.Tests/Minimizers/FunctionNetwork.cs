using System;
using NetGen.Tests.Training;

namespace NetGen.Tests.Minimizers;

/// <summary>A function of a few parameters as a network whose batch does not matter, with a value of padding after each parameter.</summary>
internal abstract class FunctionNetwork : HandwrittenNetwork, ISecondOrderNetwork
{
    protected FunctionNetwork(int outputs, params ReadOnlySpan<double> start)
        : base(1, outputs, Loss.MeanSquaredError, 2 * start.Length, new TensorDescription("x", TensorRole.Weight, 0, [start.Length], [2]))
    {
        for (int i = 0; i < start.Length; i++)
        {
            Parameters[2 * i] = (float)start[i];
        }
    }

    public static float[] NoInputs => [0f];

    public double this[int i] => Parameters[2 * i];

    public override float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        gradients.Clear();
        for (int i = 0; i < ParameterCount; i++)
        {
            gradients[2 * i] = (float)Gradient(i);
        }

        return (float)Value();
    }

    public override float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => (float)Value();

    public void HessianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> vector, Span<float> product)
    {
        product.Clear();
        for (int i = 0; i < ParameterCount; i++)
        {
            double sum = 0;
            for (int j = 0; j < ParameterCount; j++)
            {
                sum += Hessian(Math.Max(i, j), Math.Min(i, j)) * vector[2 * j];
            }

            product[2 * i] = (float)sum;
        }
    }

    public override void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => throw new NotSupportedException();

    protected abstract double Value();

    protected abstract double Gradient(int i);

    /// <summary>An element of the lower triangle, j at most i.</summary>
    protected abstract double Hessian(int i, int j);
}
