using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Tests;

/// <summary>Runs a program op by op in double: the living definition of the ops.</summary>
internal sealed partial class Interpreter(int rows)
{
    private readonly Dictionary<string, double[]> _values = [];

    private readonly double[] _nearestKink = Filled(rows);

    /// <summary>
    /// For each row, how near any activation or loss came to a point where its derivative jumps. A value that lies there exactly, such as the
    /// zeros of a ReLU in the ReLU behind it, does so in float too and counts as far away.
    /// </summary>
    public ReadOnlySpan<double> NearestKink => _nearestKink;

    /// <summary>How near any loss came to a point where its second derivative jumps.</summary>
    public double NearestBend { get; private set; } = double.PositiveInfinity;

    public double[] this[string name]
    {
        get => _values[name];
        set => _values[name] = value;
    }

    public void Run(NetworkProgram program)
    {
        foreach (Op op in program.Ops)
        {
            _values[op.Result.Name] = Roundings is null ? Evaluate(op) : EvaluateRounded(op);
        }
    }

    /// <summary>Seed and step of the dropout masks; null outside of training, where nothing is dropped.</summary>
    public (ulong Seed, long Step)? Masks { get; set; }

    /// <summary>Adds the penalties to the loss and to the gradients of their weights.</summary>
    public void Add(IEnumerable<PenaltyTerm> penalties)
    {
        foreach (PenaltyTerm term in penalties)
        {
            double[] weight = this[term.Weight.Name];
            double[] gradient = _values.GetValueOrDefault($"d_{term.Weight.Name}") ?? new double[weight.Length];
            for (int k = 0; k < weight.Length; k++)
            {
                this["loss"][0] += (term.Penalty.L1 * Math.Abs(weight[k])) + (term.Penalty.L2 / 2.0 * weight[k] * weight[k]);
                gradient[k] += (term.Penalty.L1 * Math.Sign(weight[k])) + (term.Penalty.L2 * weight[k]);
            }
        }
    }

    private double[] Evaluate(Op op) => op switch
    {
        MatMulOp o => MatMul(o),
        AddBiasOp o => AddBias(o),
        MapOp o => Map(o),
        SoftmaxOp o => Softmax(this[o.X.Name], o.X.Width),
        NormalizeOp o => Normalize(o),
        ScaleShiftOp o => ForEach(this[o.X.Name], (x, k) => (x * this[o.Scale.Name][k % o.Scale.Width]) + this[o.Bias.Name][k % o.Bias.Width]),
        LossOp o => [Loss(o)],
        LossGradientOp o => LossGradient(o),
        MapGradientOp o => MapGradient(o),
        DropoutMaskOp o => Dropout(o),
        MaskOp o => ForEach(this[o.X.Name], (x, k) => x * this[o.Mask.Name][k]),
        AddOp o => ForEach(this[o.X.Name], (x, k) => x + this[o.Y.Name][k]),
        MatMulInputGradientOp o => InputGradient(o),
        MatMulWeightGradientOp o => WeightGradient(o),
        SumRowsOp o => SumRows(o),
        NormalizeGradientOp o => NormalizeGradient(o),
        ScaleOp o => ForEach(this[o.Upstream.Name], (dy, k) => dy * this[o.Scale.Name][k % o.Scale.Width]),
        ScaleGradientOp o => ScaleGradient(this[o.Upstream.Name], this[o.X.Name], o.X.Width),
        StandardizeOp o => ForEach(this[o.X.Name], (x, k) => (x - this[o.Offset.Name][k % o.X.Width]) * this[o.Scale.Name][k % o.X.Width]),
        BatchNormOp o => BatchNorm(o),
        RunningNormOp o => ForEach(this[o.X.Name], (x, k) => RunningNorm(o, x, k % o.X.Width)),
        BatchNormScaleGradientOp o => ScaleGradient(this[o.Upstream.Name], Normalized(this[o.X.Name], o.X.Width, o.Epsilon), o.X.Width),
        BatchNormGradientOp o => BatchNormGradient(o),
        ZeroGradientOp o => new double[o.Result.Width],
        SoftmaxGradientOp o => SoftmaxGradient(o),
        RunningNormGradientOp o => ForEach(this[o.Upstream.Name], (dy, k) =>
            dy * this[o.Norm.Scale.Name][k % o.Result.Width] / Math.Sqrt(this[o.Norm.Variance.Name][k % o.Result.Width] + o.Norm.Epsilon)),
        _ => EvaluateTangent(op),
    };

    private double[] MatMul(MatMulOp op) => MatMul(op.X, op.Weight);

    private double[] MatMul(Value first, Value second)
    {
        double[] x = this[first.Name], weight = this[second.Name];
        int units = second.Shape[0], inputs = second.Shape[1];
        double[] result = new double[rows * units];
        for (int r = 0; r < rows; r++)
        {
            for (int k = 0; k < units; k++)
            {
                result[(r * units) + k] = Dot(x.AsSpan(r * inputs, inputs), weight.AsSpan(k * inputs, inputs));
            }
        }

        return result;
    }

    private double[] AddBias(AddBiasOp op)
    {
        double[] bias = this[op.Bias.Name];
        return ForEach(this[op.X.Name], (x, k) => x + bias[k % bias.Length]);
    }

    private double[] Map(MapOp op)
    {
        double[] x = this[op.X.Name];
        for (int k = 0; k < x.Length; k++)
        {
            Note(k / op.X.Width, ActivationReference.DistanceToKink(op.Activation.Function, x[k]));
        }

        return ForEach(x, (z, _) => ActivationReference.Invoke(op.Activation, z));
    }

    /// <summary>The rule names the value it needs: the input of f, or its output where f' follows from that exactly.</summary>
    private double[] MapGradient(MapGradientOp op)
    {
        double[] saved = this[op.Saved.Name];
        bool fromInput = ActivationCatalogue.Get(op.Activation.Function).DerivativeFrom == DerivativeSource.Input;
        return fromInput
            ? ForEach(this[op.Upstream.Name], (dy, k) => dy * ActivationReference.Derivative(op.Activation, saved[k]))
            : ForEach(this[op.Upstream.Name], (dy, k) => dy * ActivationReference.DerivativeFromOutput(op.Activation, saved[k]));
    }

    private double[] InputGradient(MatMulInputGradientOp op) => InputGradient(op.Upstream, op.Weight);

    private double[] InputGradient(Value first, Value second)
    {
        double[] upstream = this[first.Name], weight = this[second.Name];
        int units = second.Shape[0], inputs = second.Shape[1];
        double[] result = new double[rows * inputs];
        for (int r = 0; r < rows; r++)
        {
            for (int k = 0; k < units; k++)
            {
                AddProduct(upstream[(r * units) + k], weight.AsSpan(k * inputs, inputs), result.AsSpan(r * inputs, inputs));
            }
        }

        return result;
    }

    private double[] WeightGradient(MatMulWeightGradientOp op) => WeightGradient(op.Upstream, op.X);

    private double[] WeightGradient(Value first, Value second)
    {
        double[] upstream = this[first.Name], x = this[second.Name];
        int units = first.Width, inputs = second.Width;
        double[] result = new double[units * inputs];
        for (int r = 0; r < rows; r++)
        {
            for (int k = 0; k < units; k++)
            {
                AddProduct(upstream[(r * units) + k], x.AsSpan(r * inputs, inputs), result.AsSpan(k * inputs, inputs));
            }
        }

        return result;
    }

    private double[] Dropout(DropoutMaskOp op)
    {
        int units = op.Result.Width;
        double[] ones = Filled(rows * units);
        return ForEach(ones, (_, k) => Masks is not (ulong seed, long step) ? 1
            : DropoutReference.IsKept(seed, step, op.Layer, k / units, k % units, op.Rate) ? 1 / (1 - (double)op.Rate) : 0);
    }

    private double[] SumRows(SumRowsOp op)
    {
        double[] result = new double[op.Upstream.Width];
        for (int r = 0; r < rows; r++)
        {
            AddProduct(1, this[op.Upstream.Name].AsSpan(r * result.Length, result.Length), result);
        }

        return result;
    }

    private static double[] ScaleGradient(double[] upstream, double[] x, int width)
    {
        double[] result = new double[width];
        for (int k = 0; k < x.Length; k++)
        {
            result[k % result.Length] += upstream[k] * x[k];
        }

        return result;
    }

    private double Loss(LossOp op)
    {
        double[] prediction = this[op.Prediction.Name], target = Smooth(op.Target, op.Loss, op.LabelSmoothing);
        double[] y = op.Loss == NetGen.Loss.CrossEntropy ? Softmax(prediction, op.Prediction.Width) : prediction;
        double sum = 0;
        for (int k = 0; k < y.Length; k++)
        {
            double error = Math.Abs(y[k] - target[k]);
            Note(k / op.Prediction.Width, op.Loss == NetGen.Loss.MeanAbsoluteError ? error : double.PositiveInfinity);
            NearestBend = op.Loss == NetGen.Loss.Huber ? Math.Min(NearestBend, Math.Abs(error - op.HuberDelta)) : NearestBend;
            sum += WeightOf(op.Weights, k / op.Prediction.Width) * op.Loss switch
            {
                NetGen.Loss.MeanSquaredError => error * error,
                NetGen.Loss.MeanAbsoluteError => error,
                NetGen.Loss.Huber => error < op.HuberDelta ? error * error / 2 : op.HuberDelta * (error - (op.HuberDelta / 2.0)),
                NetGen.Loss.BinaryCrossEntropy => ActivationReference.Softplus(y[k]) - (target[k] * y[k]),
                NetGen.Loss.CrossEntropy => -target[k] * Math.Log(y[k]),
                _ => throw new NotSupportedException(op.Loss.ToString()),
            };
        }

        return sum / Count(op.Loss, op.Prediction.Width);
    }

    private double[] LossGradient(LossGradientOp op)
    {
        double[] prediction = this[op.Prediction.Name], target = Smooth(op.Target, op.Loss, op.LabelSmoothing);
        double count = Count(op.Loss, op.Prediction.Width);
        int width = op.Prediction.Width;
        if (op.Loss == NetGen.Loss.CrossEntropy)
        {
            double[] sums = new double[rows];
            for (int k = 0; k < target.Length; k++)
            {
                sums[k / width] += target[k];
            }

            return ForEach(Softmax(prediction, width), (p, k) => WeightOf(op.Weights, k / width) * ((p * sums[k / width]) - target[k]) / count);
        }

        return ForEach(prediction, (y, k) => WeightOf(op.Weights, k / width) * op.Loss switch
        {
            NetGen.Loss.MeanSquaredError => 2 * (y - target[k]),
            NetGen.Loss.MeanAbsoluteError => Math.Sign(y - target[k]),
            NetGen.Loss.Huber => Math.Clamp(y - target[k], -op.HuberDelta, op.HuberDelta),
            NetGen.Loss.BinaryCrossEntropy => ActivationReference.Sigmoid(y) - target[k],
            _ => throw new NotSupportedException(op.Loss.ToString()),
        } / count);
    }

    /// <summary>The row's weight over the mean weight; 1 where there are no weights.</summary>
    private double WeightOf(Value? weights, int row) =>
        weights is not null && _values.TryGetValue(weights.Name, out double[]? values) ? values[row] / values.Average() : 1;

    private double[] Smooth(Value target, Loss loss, double smoothing) =>
        ForEach(this[target.Name], (t, _) => ((1 - smoothing) * t) + (smoothing / (loss == NetGen.Loss.BinaryCrossEntropy ? 2 : target.Width)));

    private void Note(int row, double distance)
    {
        if (distance > 0 && distance < _nearestKink[row])
        {
            _nearestKink[row] = distance;
        }
    }

    private double Count(Loss loss, int width) => loss == NetGen.Loss.CrossEntropy ? rows : rows * (double)width;

    private static double[] Softmax(double[] x, int width)
    {
        double[] result = new double[x.Length];
        for (int start = 0; start < x.Length; start += width)
        {
            double max = double.NegativeInfinity;
            double sum = 0;
            for (int k = start; k < start + width; k++)
            {
                max = Math.Max(max, x[k]);
            }

            for (int k = start; k < start + width; k++)
            {
                sum += result[k] = Math.Exp(x[k] - max);
            }

            for (int k = start; k < start + width; k++)
            {
                result[k] /= sum;
            }
        }

        return result;
    }

    private static double[] ForEach(double[] x, Func<double, int, double> element)
    {
        double[] result = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            result[k] = element(x[k], k);
        }

        return result;
    }

    private static double[] Filled(int count)
    {
        double[] values = new double[count];
        Array.Fill(values, double.PositiveInfinity);
        return values;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }

    private static void AddProduct(double factor, ReadOnlySpan<double> x, Span<double> sum)
    {
        for (int k = 0; k < x.Length; k++)
        {
            sum[k] += factor * x[k];
        }
    }
}
