using System;
using NetGen.Tests.Training;

namespace NetGen.Tests.Minimizers;

/// <summary>A dense layer by hand, with products in closed form: linear least squares, or logistic regression.</summary>
internal class SecondOrderLinearNetwork(int inputs, int outputs, Loss loss = Loss.MeanSquaredError) : LinearNetwork(inputs, outputs, loss), ISecondOrderNetwork
{
    public void HessianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> vector, Span<float> product)
    {
        float[] values = new float[targets.Length];
        JacobianVector(inputs, vector, values);
        float[] outputs = new float[targets.Length];
        Forward(inputs, outputs);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= (Description.Loss == Loss.MeanSquaredError ? 2f : outputs[i] * (1f - outputs[i])) / targets.Length;
        }

        JacobianTransposeVector(inputs, values, product);
    }

    /// <summary>With the Jacobian of the values before the activation.</summary>
    protected void JacobianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product)
    {
        for (int i = 0; i < product.Length; i++)
        {
            (int row, int output) = Math.DivRem(i, OutputSize);
            double sum = vector[(InputSize * OutputSize) + output];
            for (int j = 0; j < InputSize; j++)
            {
                sum += (double)vector[(output * InputSize) + j] * inputs[(row * InputSize) + j];
            }

            product[i] = (float)sum;
        }
    }

    /// <summary>With the transposed Jacobian of the values before the activation.</summary>
    protected void JacobianTransposeVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product)
    {
        product.Clear();
        for (int i = 0; i < vector.Length; i++)
        {
            (int row, int output) = Math.DivRem(i, OutputSize);
            product[(InputSize * OutputSize) + output] += vector[i];
            for (int j = 0; j < InputSize; j++)
            {
                product[(output * InputSize) + j] += vector[i] * inputs[(row * InputSize) + j];
            }
        }
    }
}

/// <summary>Linear least squares with the products of the residuals too.</summary>
internal sealed class LeastSquaresLinearNetwork(int inputs, int outputs) : SecondOrderLinearNetwork(inputs, outputs), ILeastSquaresNetwork
{
    public void ResidualJacobianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product) =>
        JacobianVector(inputs, vector, product);

    public void ResidualJacobianTransposeVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product) =>
        JacobianTransposeVector(inputs, vector, product);
}
