using System;
using System.Linq;

namespace NetGen.Generator.Tests;

/// <summary>The ops of derivatives that are emitted on request.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Adds the Hessian of the penalties times the vector.</summary>
    public void AddProducts(NetworkPrograms programs)
    {
        foreach (PenaltyTerm term in programs.Penalties)
        {
            double[] vector = this[$"t_{term.Weight.Name}"], product = this[$"t_d_{term.Weight.Name}"];
            for (int k = 0; k < vector.Length; k++)
            {
                product[k] += term.Penalty.L2 * vector[k];
            }
        }
    }

    private double[] EvaluateTangent(Op op) => op switch
    {
        MatMulTangentOp o => Plus(MatMul(o.X, o.WeightTangent), o.XTangent is null ? null : MatMul(o.XTangent, o.Weight)),
        LossGradientTangentOp o => LossGradientTangent(o),
        MapGradientTangentOp o => MapGradientTangent(o),
        MatMulInputGradientTangentOp o => Plus(InputGradient(o.UpstreamTangent, o.Weight), InputGradient(o.Upstream, o.WeightTangent)),
        MatMulWeightGradientTangentOp o => Plus(WeightGradient(o.UpstreamTangent, o.X), WeightGradient(o.Upstream, o.XTangent)),
        ScaleShiftTangentOp o => ForEach(this[o.X.Name], (x, k) =>
            (x * this[o.ScaleTangent.Name][k % o.X.Width]) + this[o.BiasTangent.Name][k % o.X.Width]
            + (o.XTangent is null ? 0 : this[o.XTangent.Name][k] * this[o.Scale.Name][k % o.X.Width])),
        ScaleTangentOp o => ForEach(this[o.UpstreamTangent.Name], (tangent, k) =>
            (tangent * this[o.Scale.Name][k % o.Result.Width]) + (this[o.Upstream.Name][k] * this[o.ScaleTangent.Name][k % o.Result.Width])),
        ScaleGradientTangentOp o => Plus(
            ScaleGradient(this[o.UpstreamTangent.Name], this[o.X.Name], o.X.Width), ScaleGradient(this[o.Upstream.Name], this[o.XTangent.Name], o.X.Width)),
        NormalizeGradientTangentOp o => NormalizeGradientTangent(o),
        _ => throw new NotSupportedException(op.Name),
    };

    private static double[] Plus(double[] a, double[]? b) => b is null ? a : [.. a.Zip(b, (x, y) => x + y)];

    private double[] SoftmaxGradient(SoftmaxGradientOp op)
    {
        double[] upstream = this[op.Upstream.Name], y = this[op.Y.Name];
        int width = op.Y.Width;
        return ForEach(y, (p, k) => p * (upstream[k] - Dot(upstream.AsSpan(k / width * width, width), y.AsSpan(k / width * width, width))));
    }

    private double[] MapGradientTangent(MapGradientTangentOp op)
    {
        double[] saved = this[op.Saved.Name], upstream = this[op.Upstream.Name], x = this[op.XTangent.Name];
        bool fromInput = ActivationCatalogue.Get(op.Activation.Function).DerivativeFrom == DerivativeSource.Input;
        return ForEach(this[op.UpstreamTangent.Name], (tangent, k) => fromInput
            ? (tangent * ActivationReference.Derivative(op.Activation, saved[k])) + (upstream[k] * ActivationReference.SecondDerivative(op.Activation, saved[k]) * x[k])
            : (tangent * ActivationReference.DerivativeFromOutput(op.Activation, saved[k]))
                + (upstream[k] * ActivationReference.SecondDerivativeFromOutput(op.Activation, saved[k]) * x[k]));
    }

    private double[] LossGradientTangent(LossGradientTangentOp op)
    {
        double[] tangent = this[op.Tangent.Name], prediction = this[op.Loss.Prediction.Name];
        double[] target = Smooth(op.Loss.Target, op.Loss.Loss, op.Loss.LabelSmoothing);
        int width = op.Loss.Prediction.Width;
        double count = Count(op.Loss.Loss, width);
        if (op.Loss.Loss == NetGen.Loss.CrossEntropy)
        {
            // The Hessian of the logits: sum t * (diagonal of p - p p^T).
            double[] p = Softmax(prediction, width);
            return ForEach(p, (probability, k) =>
            {
                int row = k / width * width;
                return target.AsSpan(row, width).ToArray().Sum() * probability * (tangent[k] - Dot(p.AsSpan(row, width), tangent.AsSpan(row, width))) / count;
            });
        }

        return ForEach(tangent, (t, k) => t / count * (op.Loss.Loss switch
        {
            NetGen.Loss.MeanSquaredError => 2,
            NetGen.Loss.MeanAbsoluteError => 0,
            NetGen.Loss.Huber => Math.Abs(prediction[k] - target[k]) <= op.Loss.HuberDelta ? 1 : 0,
            NetGen.Loss.BinaryCrossEntropy => ActivationReference.Sigmoid(prediction[k]) * ActivationReference.Sigmoid(-prediction[k]),
            _ => throw new NotSupportedException(op.Loss.Loss.ToString()),
        }));
    }

    private double[] NormalizeGradientTangent(NormalizeGradientTangentOp op)
    {
        int width = op.X.Width;
        double[] result = new double[rows * width];
        for (int r = 0; r < rows; r++)
        {
            double[] Row(Value value) => this[value.Name][(r * width)..((r + 1) * width)];
            double[] x = Row(op.X), dx = Row(op.XTangent), u = Row(op.Upstream), du = Row(op.UpstreamTangent);
            (double mean, double s) = Moments(x, op.Epsilon);
            double[] n = [.. x.Select(v => (v - mean) / s)];
            double MeanOf(Func<int, double> element) => Enumerable.Range(0, width).Average(element);
            double stretch = MeanOf(k => n[k] * dx[k]);
            double[] dn = [.. n.Select((v, k) => (dx[k] - dx.Average() - (v * stretch)) / s)];
            double along = MeanOf(k => u[k] * n[k]);
            double alongTangent = MeanOf(k => (du[k] * n[k]) + (u[k] * dn[k]));
            for (int k = 0; k < width; k++)
            {
                // The quotient rule: g = numerator / s, and s' = stretch.
                double numerator = u[k] - u.Average() - (n[k] * along);
                double numeratorTangent = du[k] - du.Average() - (dn[k] * along) - (n[k] * alongTangent);
                result[(r * width) + k] = (numeratorTangent / s) - (numerator * stretch / (s * s));
            }
        }

        return result;
    }
}
