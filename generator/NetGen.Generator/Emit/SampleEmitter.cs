using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// A pass of a small network, op by op: each value is a row of registers, and each register holds that value of neighbouring samples.
/// </summary>
internal sealed class SampleEmitter
{
    private readonly SourceWriter _writer;
    private readonly NetworkPlan _plan;
    private readonly SampleKernel _kernel;
    private readonly BufferPlan _buffers;

    /// <summary>Which of the registers of samples statements are for.</summary>
    private int _register;

    private SampleEmitter(SourceWriter writer, NetworkPlan plan, SampleKernel kernel)
    {
        _writer = writer;
        _plan = plan;
        _kernel = kernel;
        _buffers = IsTraining ? plan.Training.Buffers : plan.Forward.Buffers;
    }

    private bool IsTraining => _kernel.RowLoss is not null;

    /// <summary>The number of the register's first sample.</summary>
    private string Sample => Expression.Sum("sample", Expression.Vectors(_register));

    public static void Emit(SourceWriter writer, NetworkPlan plan, SampleKernel kernel) => new SampleEmitter(writer, plan, kernel).Emit();

    private void Emit()
    {
        KernelMethod.Begin(
            _writer,
            $"{_kernel.Summary}{(_kernel.Registers == 1 ? "" : $"; names that end in {Local("", 1)} belong to the second")}{(IsTraining ? ". scale is 1 / (values in the mean)" : "")}",
            $"{_kernel.Name}(ref float scratch, ref float parameters, {(IsTraining ? "float scale, " : "")}{(_kernel.Output is null ? "nint lanes" : "ref float outputs, nint rows")})");
        foreach (RunningNormOp norm in _kernel.Ops.OfType<RunningNormOp>())
        {
            EmitRunningNorm(norm);
        }

        KernelMethod.OpenSamples(_writer, _kernel.Output is null ? "lanes" : "rows", _kernel.Registers);
        EachRegister(EmitInputs);
        for (int i = 0; i < _kernel.Ops.Count; i++)
        {
            Op op = _kernel.Ops[i];
            Op? next = i + 1 < _kernel.Ops.Count ? _kernel.Ops[i + 1] : null;
            _writer.WriteLine();
            _writer.WriteLine($"// {op.ToString()}");
            EachRegister(() => EmitOp(op, next));
            if (TakesAlong(op, next))
            {
                i++;
            }
        }

        _writer.CloseBlock();
        KernelMethod.End(_writer);
    }

    /// <summary>Whether the next op is emitted with this one: sums begin with the biases, and a loss gives its gradient.</summary>
    private static bool TakesAlong(Op op, Op? next) => (op, next) is (MatMulOp, AddBiasOp) or (LossOp, LossGradientOp);

    private void EachRegister(Action emit)
    {
        for (_register = 0; _register < _kernel.Registers; _register++)
        {
            emit();
        }

        _register = 0;
    }

    private void EmitInputs()
    {
        foreach (Value value in _kernel.Inputs)
        {
            Each(value, k => $"S.Load(ref scratch, {Place(value, k)})");
        }
    }

    private void EmitOp(Op op, Op? next)
    {
        switch (op)
        {
            case MatMulOp o:
                var add = next as AddBiasOp;
                Value result = add?.Result ?? o.Result;
                EmitMatMul(o, add, result);
                Store(result);
                break;
            case MapOp o:
                Each(o.Result, k => Names.Invoke(o.Activation, Name(o.X, k)));
                Store(o.Result);
                break;
            case SoftmaxOp o:
                EmitSoftmax(o);
                Store(o.Result);
                break;
            case MapGradientOp o:
                Each(o.Result, k => Names.Product(Name(o.Upstream, k), Names.Derivative(o.Activation, Name(o.Saved, k))));
                Store(o.Result);
                break;
            case MaskOp o:
                Each(o.Result, k => Names.Product(Name(o.X, k), Name(o.Mask, k)));
                Store(o.Result);
                break;
            case MatMulInputGradientOp o:
                EmitInputGradient(o);
                Store(o.Result);
                break;
            case LossOp o:
                Value? gradient = (next as LossGradientOp)?.Result;
                EmitLoss($"ref scratch, {Place(_kernel.RowLoss!, 0)}", o, gradient);
                if (gradient is not null)
                {
                    Store(gradient);
                }

                break;
            case StandardizeOp o:
                Each(o.Result, k => StandardizeEmitter.Sample(_plan.Layout.Find(o.Offset), _plan.Layout.Find(o.Scale), Name(o.X, k), k));
                Store(o.Result);
                break;
            case RunningNormOp o:
                Each(o.Result, k => $"S.MultiplyAdd({Name(o.X, k)}, scale{Suffix(o, k)}, shift{Suffix(o, k)})");
                Store(o.Result);
                break;
            default:
                throw new NotSupportedException($"{op.Name} has no emitter for samples in registers.");
        }
    }

    private void EmitMatMul(MatMulOp op, AddBiasOp? add, Value result)
    {
        ParameterBlock weight = _plan.Layout.Find(op.Weight);
        int first = 0;
        if (add is null)
        {
            Each(result, k => $"S.MultiplyAdd(ref parameters, {weight.Offset + k}, {Name(op.X, 0)}, 0f)");
            first = 1;
        }
        else
        {
            ParameterBlock bias = _plan.Layout.Find(add.Bias);
            Each(result, k => $"S.Broadcast(ref parameters, {bias.Offset + k})");
        }

        for (int i = first; i < op.X.Width; i++)
        {
            for (int k = 0; k < result.Width; k++)
            {
                string sum = Name(result, k);
                _writer.WriteLine($"{sum} = S.MultiplyAdd(ref parameters, {weight.Offset + (i * weight.RowLength) + k}, {Name(op.X, i)}, {sum});");
            }
        }
    }

    private void EmitInputGradient(MatMulInputGradientOp op)
    {
        ParameterBlock weight = _plan.Layout.Find(op.Weight);
        Each(op.Result, i => $"S.MultiplyAdd(ref parameters, {weight.Offset + (i * weight.RowLength)}, {Name(op.Upstream, 0)}, 0f)");
        for (int k = 1; k < op.Upstream.Width; k++)
        {
            for (int i = 0; i < op.Result.Width; i++)
            {
                string sum = Name(op.Result, i);
                _writer.WriteLine($"{sum} = S.MultiplyAdd(ref parameters, {weight.Offset + (i * weight.RowLength) + k}, {Name(op.Upstream, k)}, {sum});");
            }
        }
    }

    private void EmitLoss(string rowLoss, LossOp op, Value? gradient)
    {
        int width = op.Prediction.Width;
        string Target(int k) => op.LabelSmoothing == 0f ? Name(op.Target, k) : Local($"t{k}");
        if (op.LabelSmoothing != 0f)
        {
            for (int k = 0; k < width; k++)
            {
                _writer.WriteLine($"T {Target(k)} = {LossEmitter.Target(op, Name(op.Target, k))};");
            }
        }

        string weight = op.Weights is null ? "" : Name(op.Weights, 0);
        string rowScale = Local(LossEmitter.RowScale);
        string scale = LossEmitter.Scale(op, rowScale);
        if (op.Weights is not null && gradient is not null)
        {
            LossEmitter.EmitScale(_writer, weight, rowScale);
        }

        if (op.Loss == Loss.BinaryCrossEntropy)
        {
            for (int k = 0; k < width; k++)
            {
                string call = Names.Call("BinaryCrossEntropy", "Invoke", $"{Name(op.Prediction, k)}, {Target(k)}", $"out T {Slope(k)}");
                _writer.WriteLine($"T {LossOf(k)} = {call};");
            }

            _writer.WriteLine($"S.Store({LossEmitter.RowLoss(op, weight, Sum(width, LossOf))}, {rowLoss});");
            EachGradient(k => Names.Product(Slope(k), scale));
            return;
        }

        if (op.Loss != Loss.CrossEntropy)
        {
            (string function, string? extra) = LossEmitter.Function(op.Loss, op.HuberDelta);
            string Arguments(int k) => $"{Name(op.Prediction, k)}, {Target(k)}";
            string sum = Sum(width, k => Names.Call(function, "Invoke", Arguments(k), extra));
            _writer.WriteLine($"S.Store({LossEmitter.RowLoss(op, weight, sum)}, {rowLoss});");
            EachGradient(k => Names.Product(Names.Call(function, "Derivative", Arguments(k), extra), scale));
            return;
        }

        // With u = z - max: loss = sum t * (log sum exp(u) - u), gradient softmax * sum t - t.
        EmitMaximum(op.Prediction);
        for (int k = 0; k < width; k++)
        {
            _writer.WriteLine($"T {Difference(k)} = S.Subtract({Name(op.Prediction, k)}, {Local("max")});");
            _writer.WriteLine($"T {Exponential(k)} = {Names.Call("Exp", "OfNegative", Difference(k))};");
            Accumulate(k, "sum", Exponential(k), $"S.Add({Local("sum")}, {Exponential(k)})");
            Accumulate(k, "targets", Target(k), $"S.Add({Local("targets")}, {Target(k)})");
            Accumulate(k, "products", $"S.Multiply({Target(k)}, {Difference(k)})", $"S.MultiplyAdd({Target(k)}, {Difference(k)}, {Local("products")})");
        }

        // A logit of NaN reaches the loss by the products, whatever its logarithm is.
        string loss = $"S.Subtract(S.Multiply({Local("targets")}, {Names.Call("Log", "OfNormal", Local("sum"))}), {Local("products")})";
        _writer.WriteLine($"S.Store({LossEmitter.RowLoss(op, weight, loss)}, {rowLoss});");
        if (gradient is not null)
        {
            _writer.WriteLine($"T {Local("factor")} = S.Divide(S.Multiply({Local("targets")}, {scale}), {Local("sum")});");
            string minusScale = LossEmitter.MinusScale(op, rowScale);
            Each(gradient, k => $"S.MultiplyAdd({Exponential(k)}, {Local("factor")}, S.Multiply({Target(k)}, {minusScale}))");
        }

        string LossOf(int k) => Local($"loss{k}");
        void Accumulate(int k, string sum, string first, string next) => _writer.WriteLine(k == 0 ? $"T {Local(sum)} = {first};" : $"{Local(sum)} = {next};");
        string Slope(int k) => Local($"slope{k}");
        string Difference(int k) => Local($"u{k}");

        void EachGradient(Func<int, string> expression)
        {
            if (gradient is not null)
            {
                Each(gradient, expression);
            }
        }
    }

    /// <summary>Factor and term of each unit, once for all samples.</summary>
    private void EmitRunningNorm(RunningNormOp op)
    {
        var tensors = BatchNormTensors.Of(op.Scale.Name, _plan.Layout);
        for (int k = 0; k < op.X.Width; k++)
        {
            _writer.WriteLines(BatchNormEmitter.Running(tensors, op.Epsilon, BatchNormEmitter.Broadcast, Expression.Number(k), Suffix(op, k)));
        }

        _writer.WriteLine();
    }

    private static string Suffix(RunningNormOp op, int k) => $"{Fusion.Layer(op.Result.Name)}Unit{Literals.Of(k)}";

    private void EmitSoftmax(SoftmaxOp op)
    {
        EmitMaximum(op.X);
        for (int k = 0; k < op.X.Width; k++)
        {
            string difference = $"S.Subtract({Name(op.X, k)}, {Local("max")})";
            _writer.WriteLine($"T {Exponential(k)} = {Names.Call("Exp", "OfNegative", difference)};");
        }

        _writer.WriteLine($"T {Local("factor")} = S.Divide(S.Create(1f), {Sum(op.X.Width, Exponential)});");
        Each(op.Result, k => Names.Product(Exponential(k), Local("factor")));
    }

    private void EmitMaximum(Value value)
    {
        string max = Name(value, 0);
        for (int k = 1; k < value.Width; k++)
        {
            max = $"S.Max({max}, {Name(value, k)})";
        }

        _writer.WriteLine($"T {Local("max")} = {max};");
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

    private void Each(Value value, Func<int, string> expression)
    {
        for (int k = 0; k < value.Width; k++)
        {
            _writer.WriteLine($"T {Name(value, k)} = {expression(k)};");
        }
    }

    private void Store(Value value)
    {
        if (value == _kernel.Output)
        {
            _writer.WriteLine($"S.StoreBefore({Name(value, 0)}, ref outputs, {Sample}, rows);");
        }

        if (_kernel.Stored.Contains(value))
        {
            for (int k = 0; k < value.Width; k++)
            {
                _writer.WriteLine($"S.Store({Name(value, k)}, ref scratch, {Place(value, k)});");
            }
        }
    }

    private string Exponential(int k) => Local($"e{k}");

    private string Name(Value value, int k) => Local($"{EmitNames.Local(value)}{Expression.Number(k)}");

    /// <summary>The name of a local of the register of samples.</summary>
    private string Local(string name) => Local(name, _register);

    private static string Local(string name, int register) => register == 0 ? name : $"{name}Next";

    /// <summary>Where the register's samples of a value lie in scratch.</summary>
    private string Place(Value value, int k) =>
        Expression.Offset(Sample, Expression.Number((_buffers.OffsetOf(value) + k) * _plan.BlockStride));
}
