using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>Groups the ops of a program into kernels.</summary>
internal static class Fusion
{
    /// <summary>Kernels for one row: a dense layer takes its activation along, whatever it costs.</summary>
    public static IReadOnlyList<Kernel> ForRow(NetworkProgram program, ParameterLayout layout, Unroll unroll)
    {
        int inlined = program.Ops.OfType<SoftmaxOp>().Any(op => op.Result.Width <= Scheduler.SmallSoftmax) ? Scheduler.SmallSoftmaxCost : 0;
        return [.. Group(program, layout, "Row", _ => true).Select(kernel => kernel is DenseKernel dense
            ? dense with { Row = Scheduler.Row(dense.Inputs, dense.Weight.RowLength, CostOf(dense.Activation), unroll, ref inlined) }
            : kernel)];
    }

    /// <summary>Kernels for a block of rows: a dense layer takes a cheap activation along; others get a loop of their own.</summary>
    public static IReadOnlyList<Kernel> ForBlock(NetworkProgram program, ParameterLayout layout, string suffix = "Block") => Group(
        program,
        layout,
        suffix,
        IsCheap);

    /// <summary>Whether a dense layer of many rows takes an activation along.</summary>
    public static bool IsCheap(MapOp map) =>
        ActivationCatalogue.Get(map.Activation.Function) is { Cost: <= ActivationCatalogue.CheapCost, DerivativeFrom: DerivativeSource.Output };

    private static List<Kernel> Group(NetworkProgram program, ParameterLayout layout, string suffix, Func<MapOp, bool> fuses)
    {
        var ops = new Queue<Op>(program.Ops);
        var kernels = new List<Kernel>();
        while (ops.Count > 0)
        {
            Op op = ops.Dequeue();
            kernels.Add(op switch
            {
                _ when TangentFusion.Handles(op) => TangentFusion.Group(op, ops, layout),
                MatMulOp product => Dense(product, ops, layout, suffix, fuses),
                MapOp map => new MapKernel($"{Layer(map.Result)}{ActivationSuffix(map.X)}{suffix}", Describe(map.Activation), map.X, map.Result, map.Activation),
                StandardizeOp o => new StandardizeKernel(
                    $"Standardize{suffix}", "inputs minus offset, times scale", o.X, o.Result, layout.Find(o.Offset), layout.Find(o.Scale)),
                SoftmaxGradientOp gradient => new SoftmaxGradientKernel(
                    "SoftmaxGradient", "gradient of the logits", gradient.Upstream, gradient.Y, gradient.Result),
                SoftmaxOp softmax => new SoftmaxKernel($"Softmax{suffix}", "softmax", softmax.X, softmax.Result),
                LossOp loss => Loss(loss, ops),
                SumRowsOp or MatMulWeightGradientOp => WeightGradient(op, ops, layout),
                MatMulInputGradientOp gradient => InputGradient(gradient, ops, layout),
                MapGradientOp gradient => MapGradient(gradient),
                AddOp add => Add(add, suffix),
                DropoutMaskOp mask => DropoutMask(mask),
                MaskOp mask => Mask(mask, suffix),
                _ when BatchNormFusion.Handles(op) => BatchNormFusion.Group(op, ops, layout, suffix),
                _ when NormalizationFusion.Handles(op) => NormalizationFusion.Group(op, ops, layout, suffix),
                _ => throw new NotSupportedException($"No kernel begins with {op.Name}."),
            });
        }

        return kernels;
    }

    private static DenseKernel Dense(MatMulOp product, Queue<Op> ops, ParameterLayout layout, string suffix, Func<MapOp, bool> fuses)
    {
        Value y = product.Result;
        ParameterBlock? bias = null;
        ActivationModel? activation = null;
        if (Next(ops) is AddBiasOp add)
        {
            ops.Dequeue();
            bias = layout.Find(add.Bias);
            y = add.Result;
        }

        if (Next(ops) is MapOp map && fuses(map) && IsOnlyReader(map, y, ops))
        {
            ops.Dequeue();
            activation = map.Activation;
            y = map.Result;
        }

        string summary = $"dense {product.X.Width} -> {product.Result.Width}" + (activation is null ? "" : $", {Describe(activation)}");
        return new DenseKernel($"{Layer(product.Weight)}{suffix}", summary, product.X, y, layout.Find(product.Weight), bias, activation, null, Scheduler.Rows(product.Result.Width));
    }

    /// <summary>Named after the layer, and in the backward pass after the gradient, of which there may be several.</summary>
    private static AddKernel Add(AddOp add, string suffix)
    {
        return add.Result.IsGradient
            ? new AddKernel(
                $"{Layer(add.Result.OriginName)}Gradient{Layer(add.Result.Name.Split('.').Last())}", "sum of two gradients", add.X, add.Y, add.Result)
            : new AddKernel($"{Layer(add.Result)}Add{suffix}", $"plus {add.Y.Name}", add.X, add.Y, add.Result);
    }

    /// <summary>The mask of a dropout layer.</summary>
    public static DropoutMaskKernel DropoutMask(DropoutMaskOp op) =>
        new($"{Layer(op.Result)}Mask", $"which of the {Literals.Of(op.Result.Width)} values dropout keeps, rate {Literals.Plain(op.Rate)}", op);

    private static MaskKernel Mask(MaskOp op, string suffix) => op.Result.IsGradient
        ? new MaskKernel($"{Layer(op.Mask)}DropoutGradient", "gradient of the values that dropout keeps", op.X, op.Mask, op.Result)
        : new MaskKernel($"{Layer(op.Mask)}Dropout{suffix}", "values that dropout keeps, divided by 1 - rate", op.X, op.Mask, op.Result);

    private static LossKernel Loss(LossOp loss, Queue<Op> ops)
    {
        Value gradient = ops.Count > 0 ? ((LossGradientOp)ops.Dequeue()).Result : ProgramBuilder.Rows(loss.Prediction.GradientName, loss.Prediction.Width);
        return new LossKernel("LossBlock", Describe(loss), loss, gradient, ProgramBuilder.Rows("row_loss", 1));
    }

    /// <summary>The parameter that a gradient belongs to.</summary>
    public static Value ParameterOf(Value gradient) => new(gradient.OriginName, ValueKind.Parameter, false, gradient.Shape);

    /// <summary>The loss in words.</summary>
    public static string Describe(LossOp loss) =>
        Describe(loss.Loss, loss.HuberDelta) + (loss.LabelSmoothing == 0f ? "" : $", label smoothing {Literals.Plain(loss.LabelSmoothing)}")
        + (loss.Weights is null ? "" : ", rows weighted");

    private static string Describe(Loss loss, float huberDelta) => loss switch
    {
        NetGen.Loss.CrossEntropy => "softmax and cross-entropy of the logits",
        NetGen.Loss.BinaryCrossEntropy => "sigmoid and binary cross-entropy of the logits",
        NetGen.Loss.Huber => $"Huber loss, delta {Literals.Plain(huberDelta)}",
        NetGen.Loss.MeanAbsoluteError => "absolute error",
        _ => "squared error",
    };

    private static WeightGradientKernel WeightGradient(Op first, Queue<Op> ops, ParameterLayout layout)
    {
        ParameterBlock? bias = null;
        if (first is SumRowsOp sum)
        {
            bias = layout.Find(ParameterOf(sum.Result));
            first = ops.Dequeue();
        }

        var op = (MatMulWeightGradientOp)first;
        ParameterBlock weight = layout.Find(ParameterOf(op.Result));
        return new WeightGradientKernel(
            $"{Layer(weight.Parameter.Name)}WeightGradient",
            $"gradient of the {weight.Parameter.Shape[0]} x {weight.Parameter.Shape[1]} weights" + (bias is null ? "" : " and of the biases"),
            op.Upstream,
            op.X,
            RowsOf(op.Upstream, weight),
            weight,
            bias,
            Scheduler.Columns(op.X.Width, weight.RowLength));
    }

    /// <summary>The values of a layer's units row by row, each row padded as its weights are.</summary>
    public static Value RowsOf(Value units, ParameterBlock weight) =>
        ProgramBuilder.Rows($"{units.Name}.rows", Scheduler.RowStride(weight.RowLength));

    private static InputGradientKernel InputGradient(MatMulInputGradientOp op, Queue<Op> ops, ParameterLayout layout)
    {
        string name = $"{Layer(op.Weight)}InputGradient";
        string summary = $"gradient of the {op.Weight.Shape[1]} inputs";
        EquatableArray<Tile> tiles = Scheduler.Rows(op.Weight.Shape[1]);
        if (Next(ops) is MapGradientOp map
            && ActivationCatalogue.Get(map.Activation.Function).DerivativeCost <= ActivationCatalogue.CheapCost
            && IsOnlyReader(map, op.Result, ops))
        {
            ops.Dequeue();
            summary += $", times the derivative of {Describe(map.Activation)}";
            return new InputGradientKernel(name, summary, op.Upstream, layout.Find(op.Weight), map.Result, map.Activation, map.Saved, tiles);
        }

        return new InputGradientKernel(name, summary, op.Upstream, layout.Find(op.Weight), op.Result, null, null, tiles);
    }

    /// <summary>Named after the layer of the activation: the saved value may be the output of the layer before it.</summary>
    private static MapGradientKernel MapGradient(MapGradientOp op) => new(
        $"{Layer(op.Upstream.OriginName)}ActivationGradient", $"derivative of {Describe(op.Activation)}", op.Upstream, op.Saved, op.Result, op.Activation);

    private static int CostOf(ActivationModel? activation) => activation is null ? 0 : ActivationCatalogue.Get(activation.Function).Cost;

    /// <summary>Whether no other op to come reads what a fused kernel would not store.</summary>
    private static bool IsOnlyReader(Op next, Value value, Queue<Op> ops) =>
        next.Operands[0] == value && !ops.Skip(1).Any(op => op.Operands.Contains(value));

    private static Op? Next(Queue<Op> ops) => ops.Count > 0 ? ops.Peek() : null;

    /// <summary>The activation in words.</summary>
    public static string Describe(ActivationModel activation) =>
        activation.Precision == Precision.Fast ? $"fast {activation.Function}"
        : ActivationCatalogue.Get(activation.Function).HasAlpha ? $"{activation.Function} ({Literals.Plain(activation.Alpha)})" : activation.Function.ToString();

    /// <summary>Layer3 for layer3.weight.</summary>
    private static string Layer(Value value) => Layer(value.Name);

    public static string Layer(string name)
    {
        string layer = name.Split('.').First();
        return char.ToUpperInvariant(layer[0]) + layer.Substring(1);
    }

    /// <summary>A dense layer's own activation needs a name beside the dense kernel's.</summary>
    private static string ActivationSuffix(Value x) => x.Name.EndsWith(".z", StringComparison.Ordinal) ? "Activation" : "";
}
