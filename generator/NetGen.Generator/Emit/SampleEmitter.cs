using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// A pass of a small network, op by op: each value is a row of registers, and each register holds that value of neighbouring samples.
/// </summary>
internal static class SampleEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan, SampleKernel kernel)
    {
        bool isTraining = kernel.RowLoss is not null;
        var places = new Places(isTraining ? plan.Training.Buffers : plan.Forward.Buffers, plan.BlockStride);
        KernelMethod.Begin(
            writer,
            isTraining ? $"{kernel.Summary}. scale is 1 / (values in the mean)" : kernel.Summary,
            $"{kernel.Name}(ref float scratch, ref float parameters, {(isTraining ? "float scale, " : "")}{(kernel.Output is null ? "nint lanes" : "ref float outputs, nint rows")})");
        foreach (RunningNormOp norm in kernel.Ops.OfType<RunningNormOp>())
        {
            EmitRunningNorm(writer, plan, norm);
        }

        KernelMethod.OpenSamples(writer, kernel.Output is null ? "lanes" : "rows");
        foreach (Value value in kernel.Inputs)
        {
            for (int k = 0; k < value.Width; k++)
            {
                writer.WriteLine($"T {Name(value, k)} = S.Load(ref scratch, {places.Of(value, k)});");
            }
        }

        for (int i = 0; i < kernel.Ops.Count; i++)
        {
            Op op = kernel.Ops[i];
            writer.WriteLine();
            writer.WriteLine($"// {op.ToString()}");
            EmitOp(writer, plan, places, kernel, op, i + 1 < kernel.Ops.Count ? kernel.Ops[i + 1] : null, ref i);
        }

        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    private static void EmitOp(SourceWriter writer, NetworkPlan plan, Places places, SampleKernel kernel, Op op, Op? next, ref int index)
    {
        switch (op)
        {
            case MatMulOp o:
                // The sums begin with the biases: the op that adds them has no statement of its own.
                var add = next as AddBiasOp;
                Value result = add?.Result ?? o.Result;
                index += add is null ? 0 : 1;
                EmitMatMul(writer, plan, o, add, result);
                Store(writer, places, kernel, result);
                break;
            case MapOp o:
                Each(writer, o.Result, k => Names.Invoke(o.Activation, Name(o.X, k)));
                Store(writer, places, kernel, o.Result);
                break;
            case SoftmaxOp o:
                EmitSoftmax(writer, o);
                Store(writer, places, kernel, o.Result);
                break;
            case MapGradientOp o:
                Each(writer, o.Result, k => Names.Product(Name(o.Upstream, k), Names.Derivative(o.Activation, Name(o.Saved, k))));
                Store(writer, places, kernel, o.Result);
                break;
            case MaskOp o:
                Each(writer, o.Result, k => Names.Product(Name(o.X, k), Name(o.Mask, k)));
                Store(writer, places, kernel, o.Result);
                break;
            case MatMulInputGradientOp o:
                EmitInputGradient(writer, plan, o);
                Store(writer, places, kernel, o.Result);
                break;
            case LossOp o:
                Value? gradient = (next as LossGradientOp)?.Result;
                EmitLoss(writer, $"ref scratch, {places.Of(kernel.RowLoss!, 0)}", o, gradient);
                if (gradient is not null)
                {
                    index++;
                    Store(writer, places, kernel, gradient);
                }

                break;
            case StandardizeOp o:
                Each(writer, o.Result, k => StandardizeEmitter.Sample(plan.Layout.Find(o.Offset), plan.Layout.Find(o.Scale), Name(o.X, k), k));
                Store(writer, places, kernel, o.Result);
                break;
            case RunningNormOp o:
                Each(writer, o.Result, k => $"S.MultiplyAdd({Name(o.X, k)}, scale{Suffix(o, k)}, shift{Suffix(o, k)})");
                Store(writer, places, kernel, o.Result);
                break;
            default:
                throw new NotSupportedException($"{op.Name} has no emitter for samples in registers.");
        }
    }

    private static void EmitMatMul(SourceWriter writer, NetworkPlan plan, MatMulOp op, AddBiasOp? add, Value result)
    {
        ParameterBlock weight = plan.Layout.Find(op.Weight);
        int first = 0;
        if (add is null)
        {
            Each(writer, result, k => $"S.MultiplyAdd(ref parameters, {weight.Offset + k}, {Name(op.X, 0)}, S.Create(0f))");
            first = 1;
        }
        else
        {
            ParameterBlock bias = plan.Layout.Find(add.Bias);
            Each(writer, result, k => $"S.Broadcast(ref parameters, {bias.Offset + k})");
        }

        for (int i = first; i < op.X.Width; i++)
        {
            for (int k = 0; k < result.Width; k++)
            {
                string sum = Name(result, k);
                writer.WriteLine($"{sum} = S.MultiplyAdd(ref parameters, {weight.Offset + (i * weight.RowLength) + k}, {Name(op.X, i)}, {sum});");
            }
        }
    }

    private static void EmitInputGradient(SourceWriter writer, NetworkPlan plan, MatMulInputGradientOp op)
    {
        ParameterBlock weight = plan.Layout.Find(op.Weight);
        Each(writer, op.Result, i => $"S.MultiplyAdd(ref parameters, {weight.Offset + (i * weight.RowLength)}, {Name(op.Upstream, 0)}, S.Create(0f))");
        for (int k = 1; k < op.Upstream.Width; k++)
        {
            for (int i = 0; i < op.Result.Width; i++)
            {
                string sum = Name(op.Result, i);
                writer.WriteLine($"{sum} = S.MultiplyAdd(ref parameters, {weight.Offset + (i * weight.RowLength) + k}, {Name(op.Upstream, k)}, {sum});");
            }
        }
    }

    private static void EmitLoss(SourceWriter writer, string rowLoss, LossOp op, Value? gradient)
    {
        int width = op.Prediction.Width;
        string Target(int k) => op.LabelSmoothing == 0f ? Name(op.Target, k) : $"t{k}";
        if (op.LabelSmoothing != 0f)
        {
            for (int k = 0; k < width; k++)
            {
                writer.WriteLine($"T {Target(k)} = {LossEmitter.Target(op, Name(op.Target, k))};");
            }
        }

        string weight = op.Weights is null ? "" : Name(op.Weights, 0);
        if (op.Weights is not null && gradient is not null)
        {
            LossEmitter.EmitScale(writer, weight);
        }

        if (op.Loss == Loss.BinaryCrossEntropy)
        {
            for (int k = 0; k < width; k++)
            {
                string call = Names.Call("BinaryCrossEntropy", "Invoke", $"{Name(op.Prediction, k)}, {Target(k)}", $"out T slope{k}");
                writer.WriteLine($"T loss{k} = {call};");
            }

            writer.WriteLine($"S.Store({LossEmitter.RowLoss(op, weight, Sum(width, k => $"loss{k}"))}, {rowLoss});");
            EachGradient(k => Names.Product($"slope{k}", LossEmitter.Scale(op)));
            return;
        }

        if (op.Loss != Loss.CrossEntropy)
        {
            (string function, string? extra) = LossEmitter.Function(op.Loss, op.HuberDelta);
            string Arguments(int k) => $"{Name(op.Prediction, k)}, {Target(k)}";
            string sum = Sum(width, k => Names.Call(function, "Invoke", Arguments(k), extra));
            writer.WriteLine($"S.Store({LossEmitter.RowLoss(op, weight, sum)}, {rowLoss});");
            EachGradient(k => Names.Product(Names.Call(function, "Derivative", Arguments(k), extra), LossEmitter.Scale(op)));
            return;
        }

        // With u = z - max: loss = sum t * (log sum exp(u) - u), gradient softmax * sum t - t.
        EmitMaximum(writer, op.Prediction);
        for (int k = 0; k < width; k++)
        {
            writer.WriteLine($"T u{k} = S.Subtract({Name(op.Prediction, k)}, max);");
            writer.WriteLine($"T e{k} = {Names.Call("Exp", "Invoke", $"u{k}")};");
        }

        writer.WriteLine($"T sum = {Sum(width, k => $"e{k}")};");
        writer.WriteLine($"T targets = {Sum(width, Target)};");
        string products = $"S.Multiply({Target(0)}, u0)";
        for (int k = 1; k < width; k++)
        {
            products = $"S.MultiplyAdd({Target(k)}, u{k}, {products})";
        }

        writer.WriteLine($"T products = {products};");
        string loss = $"S.Subtract(S.Multiply(targets, {Names.Call("Log", "Invoke", "sum")}), products)";
        writer.WriteLine($"S.Store({LossEmitter.RowLoss(op, weight, loss)}, {rowLoss});");
        if (gradient is not null)
        {
            writer.WriteLine($"T factor = S.Divide(S.Multiply(targets, {LossEmitter.Scale(op)}), sum);");
            Each(writer, gradient, k => $"S.MultiplyAdd(e{k}, factor, S.Multiply({Target(k)}, {LossEmitter.MinusScale(op)}))");
        }

        void EachGradient(Func<int, string> expression)
        {
            if (gradient is not null)
            {
                Each(writer, gradient, expression);
            }
        }
    }

    /// <summary>Factor and term of each unit, once for all samples.</summary>
    private static void EmitRunningNorm(SourceWriter writer, NetworkPlan plan, RunningNormOp op)
    {
        var tensors = BatchNormTensors.Of(op.Scale.Name, plan.Layout);
        for (int k = 0; k < op.X.Width; k++)
        {
            writer.WriteLines(BatchNormEmitter.Running(tensors, op.Epsilon, BatchNormEmitter.Broadcast, Expression.Number(k), Suffix(op, k)));
        }

        writer.WriteLine();
    }

    private static string Suffix(RunningNormOp op, int k) => $"{Fusion.Layer(op.Result.Name)}Unit{Literals.Of(k)}";

    private static void EmitSoftmax(SourceWriter writer, SoftmaxOp op)
    {
        EmitMaximum(writer, op.X);
        for (int k = 0; k < op.X.Width; k++)
        {
            string difference = $"S.Subtract({Name(op.X, k)}, max)";
            writer.WriteLine($"T e{k} = {Names.Call("Exp", "Invoke", difference)};");
        }

        writer.WriteLine($"T factor = S.Divide(S.Create(1f), {Sum(op.X.Width, k => $"e{k}")});");
        Each(writer, op.Result, k => Names.Product($"e{k}", "factor"));
    }

    private static void EmitMaximum(SourceWriter writer, Value value)
    {
        string max = Name(value, 0);
        for (int k = 1; k < value.Width; k++)
        {
            max = $"S.Max({max}, {Name(value, k)})";
        }

        writer.WriteLine($"T max = {max};");
    }

    private static string Sum(int count, Func<int, string> term)
    {
        string sum = term(0);
        for (int k = 1; k < count; k++)
        {
            sum = $"S.Add({sum}, {term(k)})";
        }

        return sum;
    }

    private static void Each(SourceWriter writer, Value value, Func<int, string> expression)
    {
        for (int k = 0; k < value.Width; k++)
        {
            writer.WriteLine($"T {Name(value, k)} = {expression(k)};");
        }
    }

    private static void Store(SourceWriter writer, Places places, SampleKernel kernel, Value value)
    {
        if (value == kernel.Output)
        {
            writer.WriteLine($"S.StoreBefore({Name(value, 0)}, ref outputs, sample, rows);");
        }

        if (kernel.Stored.Contains(value))
        {
            for (int k = 0; k < value.Width; k++)
            {
                writer.WriteLine($"S.Store({Name(value, k)}, ref scratch, {places.Of(value, k)});");
            }
        }
    }

    private static string Name(Value value, int k) => $"{EmitNames.Local(value)}{k}";

    /// <summary>Where the lines of a value lie in scratch.</summary>
    private sealed record Places(BufferPlan Buffers, int Stride)
    {
        public string Of(Value value, int k) => Expression.Sum(Expression.Number((Buffers.OffsetOf(value) + k) * Stride), "sample");
    }
}
