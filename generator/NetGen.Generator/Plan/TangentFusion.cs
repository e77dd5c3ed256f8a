using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>The kernels of tangents, each named after the kernel whose tangent it is.</summary>
internal static class TangentFusion
{
    /// <summary>Whether an op computes a tangent.</summary>
    public static bool Handles(Op op) => op.Result.IsTangent;

    /// <summary>The kernel that begins with an op; takes the ops from the queue that belong to it.</summary>
    public static Kernel Group(Op op, Queue<Op> ops, ParameterLayout layout) => op switch
    {
        MatMulTangentOp o => Dense(o, ops, layout),
        MapGradientOp o => new MapGradientKernel(
            Name(IsGradient(o.Result) ? o.Upstream : o.Result, "Activation"),
            IsGradient(o.Result) ? $"tangent of the gradient before {Fusion.Describe(o.Activation)}" : $"tangent of {Fusion.Describe(o.Activation)}",
            o.Upstream,
            o.Saved,
            o.Result,
            o.Activation),
        AddOp o => new AddKernel(Name(o.Result, IsGradient(o.Result) ? "" : "Add"), "sum of two tangents", o.X, o.Y, o.Result),
        NormalizeGradientOp o => new NormalizeGradientKernel(
            Name(o.Result, "Normalize"), "tangent of the normalized values", o.Upstream, o.X, o.Result, o.Epsilon),
        ScaleShiftTangentOp o => new ScaleShiftTangentKernel(
            Name(o.Result, "ScaleShift"), "tangent of the values times weight, plus bias", o.X, o.XTangent, o.Result, layout.Find(o.Scale), layout.Find(Plain(o.BiasTangent))),
        LossGradientTangentOp o => new LossTangentKernel(
            "LossTangent", "second derivative of the loss, times the tangent", o.Tangent, o.Loss, o.Result),
        MapGradientTangentOp o => new MapGradientTangentKernel(
            Name(o.UpstreamTangent, "Activation"),
            $"tangent of the gradient before {Fusion.Describe(o.Activation)}",
            o.UpstreamTangent,
            o.Upstream,
            o.XTangent,
            o.Saved,
            o.Result,
            o.Activation),
        MatMulInputGradientTangentOp o => new InputGradientTangentKernel(
            $"{Fusion.Layer(o.Weight.Name)}InputGradientTangent",
            $"tangent of the gradient of the {Literals.Of(o.Weight.Shape[1])} inputs",
            o.UpstreamTangent,
            o.Upstream,
            o.Result,
            layout.Find(o.Weight),
            Scheduler.Rows(o.Weight.Shape[1])),
        SumRowsOp or MatMulWeightGradientOp or MatMulWeightGradientTangentOp => WeightGradient(op, ops, layout),
        ScaleTangentOp o => new ScaleTangentKernel(
            $"{Fusion.Layer(o.Scale.Name)}ScaleGradientTangent", "tangent of the gradient of the normalized values", o.UpstreamTangent, o.Upstream, o.Result, layout.Find(o.Scale)),
        ScaleGradientOp o => ScaleGradient(o, (SumRowsOp)ops.Dequeue(), layout),
        ScaleGradientTangentOp o => ScaleGradient(o, (SumRowsOp)ops.Dequeue(), layout),
        NormalizeGradientTangentOp o => new NormalizeGradientTangentKernel(
            Name(o.UpstreamTangent, "Normalize"),
            "tangent of the gradient before the normalization",
            o.UpstreamTangent,
            o.Upstream,
            o.X,
            o.XTangent,
            o.Result,
            o.Epsilon),
        _ => throw new KeyNotFoundException($"{op.Name} has no kernel of a tangent."),
    };

    private static DenseTangentKernel Dense(MatMulTangentOp product, Queue<Op> ops, ParameterLayout layout)
    {
        Value result = product.Result;
        ParameterBlock? bias = null;
        if (ops.Count > 0 && ops.Peek() is AddBiasOp add && add.X == result)
        {
            ops.Dequeue();
            bias = layout.Find(Plain(add.Bias));
            result = add.Result;
        }

        return new DenseTangentKernel(
            $"{Fusion.Layer(product.Weight.Name)}Tangent",
            $"tangent of dense {Literals.Of(product.X.Width)} -> {Literals.Of(result.Width)}",
            product.X,
            product.XTangent,
            result,
            layout.Find(product.Weight),
            bias,
            Scheduler.Rows(result.Width));
    }

    private static Kernel WeightGradient(Op first, Queue<Op> ops, ParameterLayout layout)
    {
        ParameterBlock? bias = null;
        if (first is SumRowsOp sum)
        {
            bias = layout.Find(Fusion.ParameterOf(Plain(sum.Result)));
            first = ops.Dequeue();
        }

        ParameterBlock weight = layout.Find(Fusion.ParameterOf(Plain(first.Result)));
        string name = $"{Fusion.Layer(weight.Parameter.Name)}WeightGradientTangent";
        string summary = $"tangent of the gradient of the {Literals.Of(weight.Parameter.Shape[0])} x {Literals.Of(weight.Parameter.Shape[1])} weights"
            + (bias is null ? "" : " and of the biases");
        EquatableArray<ColumnTile> columns = Scheduler.Columns(weight.Parameter.Shape[1], weight.RowLength);
        return first switch
        {
            MatMulWeightGradientOp o => new WeightGradientKernel(name, summary, o.Upstream, o.X, Fusion.RowsOf(o.Upstream, weight), weight, bias, columns),
            MatMulWeightGradientTangentOp o => new WeightGradientTangentKernel(
                name, summary, o.UpstreamTangent, o.X, o.Upstream, o.XTangent, Fusion.RowsOf(o.UpstreamTangent, weight), Fusion.RowsOf(o.Upstream, weight), weight, bias, columns),
            _ => throw new KeyNotFoundException($"{first.Name} is no gradient of weights."),
        };
    }

    private static Kernel ScaleGradient(Op op, SumRowsOp bias, ParameterLayout layout)
    {
        ParameterBlock scale = layout.Find(Fusion.ParameterOf(Plain(op.Result)));
        ParameterBlock shift = layout.Find(Fusion.ParameterOf(Plain(bias.Result)));
        string name = $"{Fusion.Layer(scale.Parameter.Name)}WeightGradientTangent";
        string summary = $"tangent of the gradient of the {Literals.Of(scale.Parameter.Shape[0])} weights and biases of the normalization";
        Value products = ProgramBuilder.Rows($"{bias.Upstream.Name}.products", 1);
        return op switch
        {
            ScaleGradientOp o => new ScaleGradientKernel(name, summary, o.Upstream, o.X, products, scale, shift),
            ScaleGradientTangentOp o => new ScaleGradientTangentKernel(name, summary, o.UpstreamTangent, o.X, o.Upstream, o.XTangent, products, scale, shift),
            _ => throw new KeyNotFoundException($"{op.Name} is no gradient of a scale."),
        };
    }

    /// <summary>Layer2ActivationTangent for t_layer2.y, Layer2ActivationGradientTangent for t_d_layer2.z, and a number where a value has several gradients.</summary>
    private static string Name(Value result, string what)
    {
        Value plain = Plain(result);
        string[] parts = plain.Name.Split('.');
        return plain.IsGradient
            ? $"{Fusion.Layer(plain.OriginName)}{what}Gradient{(parts.Length > 2 ? Fusion.Layer(parts[2]) : "")}Tangent"
            : $"{Fusion.Layer(parts[0])}{what}Tangent";
    }

    private static bool IsGradient(Value tangent) => Plain(tangent).IsGradient;

    /// <summary>The value whose tangent it is, as a name to look up.</summary>
    private static Value Plain(Value tangent) => tangent with { Name = tangent.OriginName };
}
