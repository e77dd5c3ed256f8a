using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>One step of the program: writes <paramref name="Result"/> from its operands. Each op states its meaning for one row, or for all rows.</summary>
internal abstract record Op(Value Result)
{
    public abstract IReadOnlyList<Value> Operands { get; }

    /// <summary>The op's name in printed programs.</summary>
    public abstract string Name { get; }

    public sealed override string ToString() => $"{Result} = {Name} {string.Join(", ", Names())}";

    private IEnumerable<string> Names()
    {
        foreach (Value operand in Operands)
        {
            yield return operand.Name;
        }
    }
}

/// <summary>result[r, o] = sum_i x[r, i] * weight[o, i].</summary>
internal sealed record MatMulOp(Value Result, Value X, Value Weight) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X, Weight];

    public override string Name => "matmul";
}

/// <summary>result[r, o] = x[r, o] + bias[o].</summary>
internal sealed record AddBiasOp(Value Result, Value X, Value Bias) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X, Bias];

    public override string Name => "add_bias";
}

/// <summary>result[r, k] = f(x[r, k]).</summary>
internal sealed record MapOp(Value Result, Value X, ActivationModel Activation) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X];

    public override string Name => $"map {Activation.Function}";
}

/// <summary>result[r, k] = exp(x[r, k]) / sum_j exp(x[r, j]).</summary>
internal sealed record SoftmaxOp(Value Result, Value X) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X];

    public override string Name => "softmax";
}

/// <summary>
/// result[r, k] = (x[r, k] - m) / sqrt(v + epsilon), with m the mean and v the biased variance of x[r, 0], x[r, 1], ...
/// </summary>
internal sealed record NormalizeOp(Value Result, Value X, float Epsilon) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X];

    public override string Name => "normalize";
}

/// <summary>result[r, k] = (x[r, k] - offset[k]) * scale[k], with an offset and a scale that are not trained.</summary>
internal sealed record StandardizeOp(Value Result, Value X, Value Offset, Value Scale) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X, Offset, Scale];

    public override string Name => "standardize";
}

/// <summary>result[r, k] = x[r, k] * scale[k] + bias[k].</summary>
internal sealed record ScaleShiftOp(Value Result, Value X, Value Scale, Value Bias) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X, Scale, Bias];

    public override string Name => "scale_shift";
}

/// <summary>result[r, k] = x[r, k] + y[r, k].</summary>
internal sealed record AddOp(Value Result, Value X, Value Y) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X, Y];

    public override string Name => "add";
}

/// <summary>result[r, k] = 1 / (1 - rate) with probability 1 - rate, else 0, by the generator of the runtime; 1 outside of training.</summary>
/// <param name="Result">Drawn anew for each training step.</param>
/// <param name="Layer">The layer's position.</param>
/// <param name="Rate">The probability of a value to be dropped.</param>
internal sealed record DropoutMaskOp(Value Result, int Layer, float Rate) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [];

    public override string Name => $"dropout_mask {Literals.Plain(Rate)}";
}

/// <summary>result[r, k] = x[r, k] * mask[r, k]. Nothing is differentiated by the mask.</summary>
internal sealed record MaskOp(Value Result, Value X, Value Mask) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [X, Mask];

    public override string Name => "mask";
}

/// <summary>
/// result = the mean loss of all rows. The prediction is the logits where the loss is a cross-entropy; its targets t are smoothed:
/// (1 - s) t + s / classes, two classes for each output of a binary one. With weights, of mean 1, the loss of each row is multiplied by its weight.
/// </summary>
internal sealed record LossOp(Value Result, Value Prediction, Value Target, Loss Loss, float HuberDelta, float LabelSmoothing = 0f, Value? Weights = null) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => Weights is null ? [Prediction, Target] : [Prediction, Target, Weights];

    public override string Name => $"loss {Loss}";

    /// <summary>What the loss takes for a target t is Factor t + Offset.</summary>
    public (float Factor, float Offset) Smoothing =>
        ((float)(1.0 - LabelSmoothing), (float)((double)LabelSmoothing / (Loss == Loss.BinaryCrossEntropy ? 2 : Prediction.Width)));
}

/// <summary>result[r, k] = d mean loss / d prediction[r, k], with the targets and weights that the loss takes.</summary>
internal sealed record LossGradientOp(Value Result, Value Prediction, Value Target, Loss Loss, float HuberDelta, float LabelSmoothing = 0f, Value? Weights = null)
    : Op(Result)
{
    public override IReadOnlyList<Value> Operands => Weights is null ? [Prediction, Target] : [Prediction, Target, Weights];

    public override string Name => $"loss_gradient {Loss}";
}

/// <summary>result[r, k] = upstream[r, k] * f'(at x[r, k]), computed from <paramref name="Saved"/>: the input or the output of f.</summary>
internal sealed record MapGradientOp(Value Result, Value Upstream, Value Saved, ActivationModel Activation) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, Saved];

    public override string Name => $"map_gradient {Activation.Function}";
}

/// <summary>result[r, i] = sum_o upstream[r, o] * weight[o, i].</summary>
internal sealed record MatMulInputGradientOp(Value Result, Value Upstream, Value Weight) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, Weight];

    public override string Name => "matmul_input_gradient";
}

/// <summary>result[o, i] = sum_r upstream[r, o] * x[r, i].</summary>
internal sealed record MatMulWeightGradientOp(Value Result, Value Upstream, Value X) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, X];

    public override string Name => "matmul_weight_gradient";
}

/// <summary>result[o] = sum_r upstream[r, o].</summary>
internal sealed record SumRowsOp(Value Result, Value Upstream) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream];

    public override string Name => "sum_rows";
}

/// <summary>
/// result[r, k] = (upstream[r, k] - mean_j upstream[r, j] - n[r, k] * mean_j (upstream[r, j] * n[r, j])) / sqrt(v + epsilon), with n the normalized
/// and v the variance of x[r].
/// </summary>
internal sealed record NormalizeGradientOp(Value Result, Value Upstream, Value X, float Epsilon) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, X];

    public override string Name => "normalize_gradient";
}

/// <summary>result[r, k] = upstream[r, k] * scale[k].</summary>
internal sealed record ScaleOp(Value Result, Value Upstream, Value Scale) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, Scale];

    public override string Name => "scale";
}

/// <summary>result[k] = sum_r upstream[r, k] * x[r, k].</summary>
internal sealed record ScaleGradientOp(Value Result, Value Upstream, Value X) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, X];

    public override string Name => "scale_gradient";
}

/// <summary>result[r, k] = y[r, k] * (upstream[r, k] - sum_j upstream[r, j] * y[r, j]), with y the output of a softmax.</summary>
internal sealed record SoftmaxGradientOp(Value Result, Value Upstream, Value Y) : Op(Result)
{
    public override IReadOnlyList<Value> Operands => [Upstream, Y];

    public override string Name => "softmax_gradient";
}
