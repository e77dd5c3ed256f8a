using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>Where the tensors of a batch normalization lie.</summary>
internal sealed record BatchNormTensors(ParameterBlock Scale, ParameterBlock Bias, ParameterBlock Mean, ParameterBlock Variance)
{
    /// <summary>Those of the layer that a value or parameter belongs to.</summary>
    public static BatchNormTensors Of(string name, ParameterLayout layout)
    {
        string layer = name.Split('.')[0];
        return new BatchNormTensors(
            layout.Find($"{layer}.weight"), layout.Find($"{layer}.bias"), layout.Find($"{layer}.running_mean"), layout.Find($"{layer}.running_var"));
    }

    /// <summary>Such as <c>layer2</c>.</summary>
    public string Layer => Scale.Parameter.Name.Split('.')[0];

    /// <summary>Floats of the batch's statistics: the means, then the inverse deviations, each a row of units.</summary>
    public int StatisticsFloats => 2 * Scale.RowLength;
}

/// <summary>y = (x - mean) / sqrt(variance + epsilon) * scale + bias with the running statistics, as one multiply-add.</summary>
internal sealed record RunningNormKernel(string Name, string Summary, Value X, Value Y, BatchNormTensors Tensors, float Epsilon) : Kernel(Name, Summary)
{
    public override bool ReadsParameters => true;

    public override IReadOnlyList<Value> Reads => [X];

    public override IReadOnlyList<Value> Writes => [Y];

    public override bool InPlace => true;
}

/// <summary>y = (x - mean) / sqrt(variance + epsilon) * scale + bias with the statistics of the batch, which are known by then.</summary>
internal sealed record BatchNormKernel(
    string Name, string Summary, Value X, Value Y, BatchNormTensors Tensors, float Epsilon, float Momentum) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [X];

    public override IReadOnlyList<Value> Writes => [Y];
}

/// <summary>
/// The sums over rows of dy * n and of dy, with n the normalized x: the gradients of scale and bias. <paramref name="Products"/> holds dy * n of one unit.
/// </summary>
internal sealed record BatchNormSumsKernel(
    string Name, string Summary, Value Upstream, Value X, Value Products, BatchNormTensors Tensors) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [Upstream, X];

    public override IReadOnlyList<Value> Writes => [Products];
}

/// <summary>dx from dy and the gradients of scale and bias over the whole batch, which are known by then.</summary>
internal sealed record BatchNormGradientKernel(
    string Name, string Summary, Value Upstream, Value X, Value Result, BatchNormTensors Tensors) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [Upstream, X];

    public override IReadOnlyList<Value> Writes => [Result];
}

/// <summary>dx = dy * scale / sqrt(variance + epsilon) with the running variance.</summary>
internal sealed record RunningNormGradientKernel(string Name, string Summary, Value Upstream, Value Result, BatchNormTensors Tensors, float Epsilon)
    : Kernel(Name, Summary)
{
    public override bool ReadsParameters => true;

    public override IReadOnlyList<Value> Reads => [Upstream];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}
