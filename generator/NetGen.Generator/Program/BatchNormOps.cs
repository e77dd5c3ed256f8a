using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>
/// result[r, k] = (x[r, k] - m[k]) / sqrt(v[k] + epsilon) * scale[k] + bias[k], with m[k] the mean and v[k] the biased variance of x[0, k], x[1, k], ...:
/// the only kind of op that needs all rows before it gives one. Then mean += momentum * (m - mean), variance += momentum * (v * rows / (rows - 1) - variance).
/// </summary>
internal sealed record BatchNormOp(
    Value Result, Value X, Value Scale, Value Bias, Value Mean, Value Variance, float Epsilon, float Momentum) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X, Scale, Bias, Mean, Variance];

    public override string Name => "batch_norm";
}

/// <summary>The same outside of training: result[r, k] = (x[r, k] - mean[k]) / sqrt(variance[k] + epsilon) * scale[k] + bias[k].</summary>
internal sealed record RunningNormOp(Value Result, Value X, Value Scale, Value Bias, Value Mean, Value Variance, float Epsilon) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X, Scale, Bias, Mean, Variance];

    public override string Name => "running_norm";
}

/// <summary>result[k] = sum_r upstream[r, k] * n[r, k], with n the batch-normalized x.</summary>
internal sealed record BatchNormScaleGradientOp(Value Result, Value Upstream, Value X, float Epsilon) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, X];

    public override string Name => "batch_norm_scale_gradient";
}

/// <summary>
/// result[r, k] = (upstream[r, k] - (bias_gradient[k] + n[r, k] * scale_gradient[k]) / rows) * scale[k] / sqrt(v[k] + epsilon), with n the
/// batch-normalized and v the variance of x: the gradients of scale and bias are the sums over rows that the rule needs.
/// </summary>
internal sealed record BatchNormGradientOp(
    Value Result, Value Upstream, Value X, Value Scale, Value ScaleGradient, Value BiasGradient, float Epsilon) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, X, Scale, ScaleGradient, BiasGradient];

    public override string Name => "batch_norm_gradient";
}

/// <summary>result[k] = 0: what the sum over rows of a <see cref="BatchNormGradientOp"/> is, but for rounding.</summary>
internal sealed record ZeroGradientOp(Value Result) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [];

    public override string Name => "zero";
}

/// <summary>result[r, k] = upstream[r, k] * scale[k] / sqrt(variance[k] + epsilon), the gradient with respect to the input of a running normalization.</summary>
internal sealed record RunningNormGradientOp(Value Result, Value Upstream, RunningNormOp Norm) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, Norm.Scale, Norm.Variance];

    public override string Name => "running_norm_gradient";
}
