using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Tests;

/// <summary>Runs a program op by op in double: the living definition of the ops.</summary>
internal sealed class Interpreter(int rows)
{
    private readonly Dictionary<string, double[]> _values = [];

    /// <summary>How near any activation or loss came to a point where its derivative jumps.</summary>
    public double NearestKink { get; private set; } = double.PositiveInfinity;

    public double[] this[string name]
    {
        get => _values[name];
        set => _values[name] = value;
    }

    public void Run(NetworkProgram program)
    {
        foreach (Op op in program.Ops)
        {
            _values[op.Result.Name] = Evaluate(op);
        }
    }

    private double[] Evaluate(Op op)
    {
        switch (op)
        {
            case MatMulOp o:
                return Rows(o.Result, (r, k) => Dot(o.X.Width, i => At(o.X, r, i) * Weight(o.Weight, k, i)));
            case AddBiasOp o:
                return Rows(o.Result, (r, k) => At(o.X, r, k) + this[o.Bias.Name][k]);
            case MapOp o:
                return Rows(o.Result, (r, k) => Map(o.Activation, At(o.X, r, k)));
            case SoftmaxOp o:
                return Rows(o.Result, (r, k) => Softmax(o.X, r, k));
            case LossOp o:
                return [Loss(o)];
            case LossGradientOp o:
                return Rows(o.Result, (r, k) => LossGradient(o, r, k));
            case MapGradientOp o:
                return Rows(o.Result, (r, k) => At(o.Upstream, r, k) * Derivative(o, r, k));
            case MatMulInputGradientOp o:
                return Rows(o.Result, (r, i) => Dot(o.Upstream.Width, k => At(o.Upstream, r, k) * Weight(o.Weight, k, i)));
            case MatMulWeightGradientOp o:
                return [.. from k in Enumerable.Range(0, o.Upstream.Width) from i in Enumerable.Range(0, o.X.Width) select Dot(rows, r => At(o.Upstream, r, k) * At(o.X, r, i))];
            case SumRowsOp o:
                return [.. Enumerable.Range(0, o.Upstream.Width).Select(k => Dot(rows, r => At(o.Upstream, r, k)))];
            default:
                throw new NotSupportedException(op.Name);
        }
    }

    private double Map(ActivationModel activation, double z)
    {
        NearestKink = Math.Min(NearestKink, ActivationReference.DistanceToKink(activation.Function, z));
        return ActivationReference.Invoke(activation, z);
    }

    /// <summary>The rule names the value it needs; the definition needs z, found by inverting the output only where that is exact.</summary>
    private double Derivative(MapGradientOp op, int row, int k)
    {
        double saved = At(op.Saved, row, k);
        bool fromInput = ActivationCatalogue.Get(op.Activation.Function).DerivativeFrom == DerivativeSource.Input;
        return fromInput ? ActivationReference.Derivative(op.Activation, saved) : DerivativeFromOutput(op.Activation, saved);
    }

    private static double DerivativeFromOutput(ActivationModel activation, double y) => activation.Function switch
    {
        Activation.Sigmoid => y * (1 - y),
        Activation.Tanh => 1 - (y * y),
        Activation.ReLU => y > 0 ? 1 : 0,
        Activation.LeakyReLU => y > 0 ? 1 : activation.Alpha,
        Activation.ELU => y > 0 ? 1 : y + activation.Alpha,
        Activation.SELU => y > 0 ? 1.0507009873554805 : y + (1.0507009873554805 * 1.6732632423543772),
        Activation.HardSigmoid => y is > 0 and < 1 ? 1.0 / 6 : 0,
        Activation.HardTanh => y is > -1 and < 1 ? 1 : 0,
        _ => throw new NotSupportedException(activation.ToString()),
    };

    private double Loss(LossOp op)
    {
        double sum = 0;
        for (int r = 0; r < rows; r++)
        {
            for (int k = 0; k < op.Prediction.Width; k++)
            {
                sum += ElementLoss(op, r, k);
            }
        }

        return sum / Count(op.Loss, op.Prediction.Width);
    }

    private double ElementLoss(LossOp op, int row, int k)
    {
        double y = At(op.Prediction, row, k);
        double t = At(op.Target, row, k);
        double error = Math.Abs(y - t);
        if (op.Loss is NetGen.Loss.MeanAbsoluteError)
        {
            NearestKink = Math.Min(NearestKink, error);
        }

        return op.Loss switch
        {
            NetGen.Loss.MeanSquaredError => error * error,
            NetGen.Loss.MeanAbsoluteError => error,
            NetGen.Loss.Huber => error < op.HuberDelta ? error * error / 2 : op.HuberDelta * (error - (op.HuberDelta / 2)),
            NetGen.Loss.BinaryCrossEntropy => ActivationReference.Softplus(y) - (t * y),
            NetGen.Loss.CrossEntropy => -t * Math.Log(Softmax(op.Prediction, row, k)),
            _ => throw new NotSupportedException(op.Loss.ToString()),
        };
    }

    private double LossGradient(LossGradientOp op, int row, int k)
    {
        double y = At(op.Prediction, row, k);
        double t = At(op.Target, row, k);
        double gradient = op.Loss switch
        {
            NetGen.Loss.MeanSquaredError => 2 * (y - t),
            NetGen.Loss.MeanAbsoluteError => Math.Sign(y - t),
            NetGen.Loss.Huber => Math.Clamp(y - t, -op.HuberDelta, op.HuberDelta),
            NetGen.Loss.BinaryCrossEntropy => ActivationReference.Sigmoid(y) - t,
            NetGen.Loss.CrossEntropy => (Softmax(op.Prediction, row, k) * Dot(op.Target.Width, j => At(op.Target, row, j))) - t,
            _ => throw new NotSupportedException(op.Loss.ToString()),
        };
        return gradient / Count(op.Loss, op.Prediction.Width);
    }

    private double Softmax(Value x, int row, int k)
    {
        double max = Enumerable.Range(0, x.Width).Max(j => At(x, row, j));
        return Math.Exp(At(x, row, k) - max) / Dot(x.Width, j => Math.Exp(At(x, row, j) - max));
    }

    private double Count(Loss loss, int width) => loss == NetGen.Loss.CrossEntropy ? rows : rows * (double)width;

    private double At(Value value, int row, int k) => _values[value.Name][(row * value.Width) + k];

    private double Weight(Value weight, int unit, int input) => _values[weight.Name][(unit * weight.Shape[1]) + input];

    private double[] Rows(Value result, Func<int, int, double> element)
    {
        double[] values = new double[rows * result.Width];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = element(k / result.Width, k % result.Width);
        }

        return values;
    }

    private static double Dot(int count, Func<int, double> term)
    {
        double sum = 0;
        for (int k = 0; k < count; k++)
        {
            sum += term(k);
        }

        return sum;
    }
}
