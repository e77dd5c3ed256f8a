using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>The kernels of batch normalization.</summary>
internal static class BatchNormFusion
{
    /// <summary>Whether an op is one that this file has a kernel for.</summary>
    public static bool Handles(Op op) => op is RunningNormOp or RunningNormGradientOp or BatchNormOp or BatchNormScaleGradientOp or BatchNormGradientOp;

    /// <summary>The kernel that begins with an op; takes the ops from the queue that belong to it.</summary>
    public static Kernel Group(Op op, Queue<Op> ops, ParameterLayout layout, string suffix)
    {
        switch (op)
        {
            case RunningNormOp o:
                return new RunningNormKernel(
                    $"{Fusion.Layer(o.Result.Name)}RunningNorm{suffix}",
                    "normalized by the running mean and variance, times weight, plus bias",
                    o.X,
                    o.Result,
                    BatchNormTensors.Of(o.Result.Name, layout),
                    o.Epsilon);
            case RunningNormGradientOp o:
                return new RunningNormGradientKernel(
                    $"{Fusion.Layer(o.Norm.Result.Name)}RunningNormGradient",
                    "gradient of the values before they were normalized by the running variance",
                    o.Upstream,
                    o.Result,
                    BatchNormTensors.Of(o.Norm.Result.Name, layout),
                    o.Norm.Epsilon);
            case BatchNormOp o:
                return new BatchNormKernel(
                    $"{Fusion.Layer(o.Result.Name)}BatchNorm{suffix}",
                    "normalized by the mean and variance of the batch, times weight, plus bias",
                    o.X,
                    o.Result,
                    BatchNormTensors.Of(o.Result.Name, layout),
                    o.Epsilon,
                    o.Momentum);
            case BatchNormScaleGradientOp o:
                var bias = (SumRowsOp)ops.Dequeue();
                return new BatchNormSumsKernel(
                    $"{Fusion.Layer(Fusion.ParameterOf(bias.Result).Name)}WeightGradient",
                    $"gradient of the {Literals.Of(o.X.Width)} weights and biases of the normalization",
                    o.Upstream,
                    o.X,
                    ProgramBuilder.Rows($"{o.Upstream.Name}.products", 1),
                    BatchNormTensors.Of(Fusion.ParameterOf(bias.Result).Name, layout));
            case BatchNormGradientOp o:
                return new BatchNormGradientKernel(
                    $"{Fusion.Layer(o.Scale.Name)}InputGradient",
                    "gradient of the values before they were normalized",
                    o.Upstream,
                    o.X,
                    o.Result,
                    BatchNormTensors.Of(o.Scale.Name, layout));
            default:
                throw new KeyNotFoundException($"{op.Name} belongs to no batch normalization.");
        }
    }
}
