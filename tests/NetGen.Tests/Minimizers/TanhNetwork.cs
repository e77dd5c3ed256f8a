using System;
using System.IO;

namespace NetGen.Tests.Minimizers;

/// <summary>
/// One input, one hidden layer of tanh, one output y = sum v tanh(w x + b) + c, by hand in double: loss, gradient and all products of the mean squared error.
/// The parameters are w, b, v, each of one value a unit, then c.
/// </summary>
internal sealed class TanhNetwork : ILeastSquaresNetwork
{
    private readonly int _units;
    private readonly float[] _parameters;

    public TanhNetwork(int units, ulong seed)
    {
        _units = units;
        _parameters = new float[(3 * units) + 1];
        Xoshiro256 random = new(seed);
        for (int i = 0; i < 3 * units; i++)
        {
            _parameters[i] = (float)random.NextNormal();
        }

        Description = new NetworkDescription(
            nameof(TanhNetwork), 1, 1, Loss.MeanSquaredError, _parameters.Length, [new TensorDescription("all", TensorRole.Weight, 0, [_parameters.Length], [1])]);
    }

    public int InputSize => 1;

    public int OutputSize => 1;

    public int ParameterCount => _parameters.Length;

    public int ParameterStorage => _parameters.Length;

    public NetworkDescription Description { get; }

    public Span<float> Parameters => _parameters;

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int row = 0; row < inputs.Length; row++)
        {
            outputs[row] = (float)Output(inputs[row]);
        }
    }

    public float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients)
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

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Backward(inputs, targets, new float[ParameterCount]);

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
                double factorChange = ((1 - (tanh * tanh)) * vector[(2 * _units) + k]) - (2 * tanh * tanhChange * _parameters[(2 * _units) + k]);
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

    public void Update<TOptimizer>(TOptimizer optimizer, ReadOnlySpan<float> gradients)
        where TOptimizer : IOptimizer => optimizer.Step(_parameters, gradients, Description);

    public void GetTensor(string name, Span<float> destination) => throw new NotSupportedException();

    public void SetTensor(string name, ReadOnlySpan<float> source) => throw new NotSupportedException();

    public void Save(string path) => throw new NotSupportedException();

    public void Save(Stream stream) => throw new NotSupportedException();

    public void Load(string path) => throw new NotSupportedException();

    public void Load(Stream stream) => throw new NotSupportedException();

    private double Output(double x)
    {
        double sum = _parameters[^1];
        for (int k = 0; k < _units; k++)
        {
            sum += _parameters[(2 * _units) + k] * Math.Tanh((_parameters[k] * x) + _parameters[_units + k]);
        }

        return sum;
    }

    private void Jacobian(double x, double[] jacobian)
    {
        for (int k = 0; k < _units; k++)
        {
            double tanh = Math.Tanh((_parameters[k] * x) + _parameters[_units + k]);
            double factor = _parameters[(2 * _units) + k] * (1 - (tanh * tanh));
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
