using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>
/// result[r, o] = sum_i x[r, i] * weightTangent[o, i] + xTangent[r, i] * weight[o, i]; without the second product where x does not depend on the
/// parameters.
/// </summary>
internal sealed record MatMulTangentOp(Value Result, Value X, Value? XTangent, Value Weight, Value WeightTangent) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => XTangent is null ? [X, WeightTangent] : [X, WeightTangent, XTangent, Weight];

    public override string Name => "matmul_tangent";
}

/// <summary>result[r, k] = sum_j tangent[r, j] * d2 mean loss / d prediction[r, k] d prediction[r, j].</summary>
internal sealed record LossGradientTangentOp(Value Result, Value Tangent, LossOp Loss) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Tangent, Loss.Prediction, Loss.Target];

    public override string Name => $"loss_gradient_tangent {Loss.Loss}";
}

/// <summary>
/// result[r, k] = upstreamTangent[r, k] * f'(at x[r, k]) + upstream[r, k] * f''(at x[r, k]) * xTangent[r, k], f' and f'' computed from
/// <paramref name="Saved"/>: the input or the output of f.
/// </summary>
internal sealed record MapGradientTangentOp(
    Value Result, Value UpstreamTangent, Value Upstream, Value XTangent, Value Saved, ActivationModel Activation) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [UpstreamTangent, Upstream, XTangent, Saved];

    public override string Name => $"map_gradient_tangent {Activation.Function}";
}

/// <summary>result[r, i] = sum_o upstreamTangent[r, o] * weight[o, i] + upstream[r, o] * weightTangent[o, i].</summary>
internal sealed record MatMulInputGradientTangentOp(
    Value Result, Value UpstreamTangent, Value Weight, Value Upstream, Value WeightTangent) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [UpstreamTangent, Weight, Upstream, WeightTangent];

    public override string Name => "matmul_input_gradient_tangent";
}

/// <summary>result[o, i] = sum_r upstreamTangent[r, o] * x[r, i] + upstream[r, o] * xTangent[r, i].</summary>
internal sealed record MatMulWeightGradientTangentOp(Value Result, Value UpstreamTangent, Value X, Value Upstream, Value XTangent) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [UpstreamTangent, X, Upstream, XTangent];

    public override string Name => "matmul_weight_gradient_tangent";
}

/// <summary>
/// result[r, k] = x[r, k] * scaleTangent[k] + biasTangent[k] + xTangent[r, k] * scale[k]; without the last product where x does not depend on the
/// parameters.
/// </summary>
internal sealed record ScaleShiftTangentOp(Value Result, Value X, Value? XTangent, Value Scale, Value ScaleTangent, Value BiasTangent) : Op(Result)
{
    public override IReadOnlyList<Value> Operands =>
        XTangent is null ? [X, ScaleTangent, BiasTangent] : [X, ScaleTangent, BiasTangent, XTangent, Scale];

    public override string Name => "scale_shift_tangent";
}

/// <summary>result[r, k] = upstreamTangent[r, k] * scale[k] + upstream[r, k] * scaleTangent[k].</summary>
internal sealed record ScaleTangentOp(Value Result, Value UpstreamTangent, Value Scale, Value Upstream, Value ScaleTangent) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [UpstreamTangent, Scale, Upstream, ScaleTangent];

    public override string Name => "scale_tangent";
}

/// <summary>result[k] = sum_r upstreamTangent[r, k] * x[r, k] + upstream[r, k] * xTangent[r, k].</summary>
internal sealed record ScaleGradientTangentOp(Value Result, Value UpstreamTangent, Value X, Value Upstream, Value XTangent) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [UpstreamTangent, X, Upstream, XTangent];

    public override string Name => "scale_gradient_tangent";
}

/// <summary>
/// With n and v the normalized and the variance of x[r], s = sqrt(v + epsilon), n' = (xTangent - mean xTangent - n * mean(n * xTangent)) / s, and g
/// the gradient (upstream - mean upstream - n * mean(upstream * n)) / s: result[r] = (upstreamTangent - mean upstreamTangent
/// - n * mean(upstreamTangent * n + upstream * n') - n' * mean(upstream * n) - g * mean(n * xTangent)) / s.
/// </summary>
internal sealed record NormalizeGradientTangentOp(Value Result, Value UpstreamTangent, Value Upstream, Value X, Value XTangent, float Epsilon) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [UpstreamTangent, Upstream, X, XTangent];

    public override string Name => "normalize_gradient_tangent";
}
