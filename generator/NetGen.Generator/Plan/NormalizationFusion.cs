using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>The kernels of normalization layers.</summary>
internal static class NormalizationFusion
{
    /// <summary>Whether an op is one that this file has a kernel for.</summary>
    public static bool Handles(Op op) => op is NormalizeOp or ScaleShiftOp or NormalizeGradientOp or ScaleOp or ScaleGradientOp;

    /// <summary>The kernel that begins with an op; takes the ops from the queue that belong to it.</summary>
    public static Kernel Group(Op op, Queue<Op> ops, ParameterLayout layout, string suffix) => op switch
    {
        NormalizeOp o => new NormalizeKernel(
            $"{Fusion.Layer(o.Result.Name)}Normalize{suffix}", $"{Number(o.X.Width)} normalized", o.X, o.Result, o.Epsilon),
        ScaleShiftOp o => new ScaleShiftKernel(
            $"{Fusion.Layer(o.Result.Name)}ScaleShift{suffix}", "times weight, plus bias", o.X, o.Result, layout.Find(o.Scale), layout.Find(o.Bias)),
        ScaleOp o => new ScaleKernel(
            $"{Fusion.Layer(o.Scale.Name)}ScaleGradient", "gradient of the normalized values: times weight", o.Upstream, o.Result, layout.Find(o.Scale)),
        ScaleGradientOp o => ScaleGradient(o, (SumRowsOp)ops.Dequeue(), layout),
        NormalizeGradientOp o => new NormalizeGradientKernel(
            $"{Fusion.Layer(o.Upstream.OriginName)}NormalizeGradient",
            $"gradient of {Number(o.X.Width)} before they were normalized",
            o.Upstream,
            o.X,
            o.Result,
            o.Epsilon),
        _ => throw new KeyNotFoundException($"{op.Name} belongs to no normalization."),
    };

    private static ScaleGradientKernel ScaleGradient(ScaleGradientOp scale, SumRowsOp bias, ParameterLayout layout)
    {
        ParameterBlock weight = layout.Find(Fusion.ParameterOf(scale.Result));
        return new ScaleGradientKernel(
            $"{Fusion.Layer(weight.Parameter.Name)}WeightGradient",
            $"gradient of the {Literals.Of(weight.Parameter.Shape[0])} weights and biases of the normalization",
            scale.Upstream,
            scale.X,
            ProgramBuilder.Rows($"{scale.Upstream.Name}.products", 1),
            weight,
            layout.Find(Fusion.ParameterOf(bias.Result)));
    }

    private static string Number(int width) => width == 1 ? "1 value" : $"{Literals.Of(width)} values";
}
