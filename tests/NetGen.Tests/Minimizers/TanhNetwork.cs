using System;
using NetGen.Tests.Training;

namespace NetGen.Tests.Minimizers;

/// <summary>
/// One input, one hidden layer of tanh, one output y = sum v tanh(w x + b) + c, by hand in double: loss, gradient and all products of the mean squared error.
/// The parameters are w, b, v, each of one value a unit, then c.
/// </summary>
internal sealed class TanhNetwork : HandwrittenNetwork, ILeastSquaresNetwork
{
    private readonly int _units;

    public TanhNetwork(int units, ulong seed)
        : base(1, 1, Loss.MeanSquaredError, (3 * units) + 1, new TensorDescription("all", TensorRole.Weight, 0, [(3 * units) + 1], [1]))
    {
        _units = units;
        Xoshiro256 random = new(seed);
        for (int i = 0; i < 3 * units; i++)
        {
            Parameters[i] = (float)random.NextNormal();
        }
    }

    public override void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int row = 0; row < inputs.Length; row++)
        {
            outputs[row] = (float)Output(inputs[row]);
        }
    }

    public override float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        double[] sum = new double[ParameterCount];
        double[] jacobian = new double[ParameterCount];
        double loss = 0;
        for (int row = 0; row < inputs.Length; row++)
        {
            double residual = Output(inputs[row]) - targets[row];
            loss += residual * residual / inputs.Length;
            Jacobian(inputs[row], jacobian);
            Add(sum, 2 * residual / inputs.Length, jacobian);
        }

        Round(sum, gradients);
        return (float)loss;
    }

    public override float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Backward(inputs, targets, new float[ParameterCount]);

    public void HessianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> vector, Span<float> product)
    {
        double[] sum = new double[ParameterCount];
        double[] jacobian = new double[ParameterCount];
        double[] change = new double[ParameterCount];
        for (int row = 0; row < inputs.Length; row++)
        {
            double x = inputs[row];
            Jacobian(x, jacobian);
            Add(sum, 2 * Dot(jacobian, vector) / inputs.Length, jacobian);
            for (int k = 0; k < _units; k++)
            {
                double tanh = jacobian[(2 * _units) + k];
                double tanhChange = (1 - (tanh * tanh)) * ((vector[k] * x) + vector[_units + k]);
                double factorChange = ((1 - (tanh * tanh)) * vector[(2 * _units) + k]) - (2 * tanh * tanhChange * Parameters[(2 * _units) + k]);
                change[k] = factorChange * x;
                change[_units + k] = factorChange;
                change[(2 * _units) + k] = tanhChange;
            }

            Add(sum, 2 * (Output(x) - targets[row]) / inputs.Length, change);
        }

        Round(sum, product);
    }

    public void ResidualJacobianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product)
    {
        double[] jacobian = new double[ParameterCount];
        for (int row = 0; row < inputs.Length; row++)
        {
            Jacobian(inputs[row], jacobian);
            product[row] = (float)Dot(jacobian, vector);
        }
    }

    public void ResidualJacobianTransposeVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product)
    {
        double[] sum = new double[ParameterCount];
        double[] jacobian = new double[ParameterCount];
        for (int row = 0; row < inputs.Length; row++)
        {
            Jacobian(inputs[row], jacobian);
            Add(sum, vector[row], jacobian);
        }

        Round(sum, product);
    }

    private double Output(double x)
    {
        double sum = Parameters[^1];
        for (int k = 0; k < _units; k++)
        {
            sum += Parameters[(2 * _units) + k] * Math.Tanh((Parameters[k] * x) + Parameters[_units + k]);
        }

        return sum;
    }

    private void Jacobian(double x, double[] jacobian)
    {
        for (int k = 0; k < _units; k++)
        {
            double tanh = Math.Tanh((Parameters[k] * x) + Parameters[_units + k]);
            double factor = Parameters[(2 * _units) + k] * (1 - (tanh * tanh));
            jacobian[k] = factor * x;
            jacobian[_units + k] = factor;
            jacobian[(2 * _units) + k] = tanh;
        }

        jacobian[^1] = 1;
    }

    private static void Add(double[] sum, double factor, double[] values)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * values[i];
        }
    }

    private static double Dot(double[] a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Round(double[] values, Span<float> destination)
    {
        for (int i = 0; i < values.Length; i++)
        {
            destination[i] = (float)values[i];
        }
    }
}
