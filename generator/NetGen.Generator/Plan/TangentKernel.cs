using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>A kernel of a tangent. Weights with the tangent of another value are read from the vector, which is stored as the parameters are.</summary>
internal abstract record TangentKernel(string Name, string Summary) : Kernel(Name, Summary)
{
    /// <summary>Whether it reads the vector.</summary>
    public virtual bool ReadsVector => false;

    /// <summary>Whether it adds up over rows into the result's slab, and so takes the number of rows.</summary>
    public virtual bool WritesSlab => false;
}

/// <summary>y' = x V^T + b' + x' W^T, V and b' from the vector.</summary>
internal sealed record DenseTangentKernel(
    string Name, string Summary, Value X, Value? XTangent, Value Result, ParameterBlock Weight, ParameterBlock? Bias, EquatableArray<Tile> UnitTiles)
    : TangentKernel(Name, Summary)
{
    public int Inputs => Weight.Parameter.Shape[1];

    public override bool ReadsParameters => XTangent is not null;

    public override bool ReadsVector => true;

    public override IReadOnlyList<Value> Reads => XTangent is null ? [X] : [X, XTangent];

    public override IReadOnlyList<Value> Writes => [Result];
}

/// <summary>dx' = dy' W + dy V, V from the vector.</summary>
internal sealed record InputGradientTangentKernel(
    string Name, string Summary, Value UpstreamTangent, Value Upstream, Value Result, ParameterBlock Weight, EquatableArray<Tile> InputTiles)
    : TangentKernel(Name, Summary)
{
    public int Units => Weight.Parameter.Shape[0];

    public override bool ReadsParameters => true;

    public override bool ReadsVector => true;

    public override IReadOnlyList<Value> Reads => [UpstreamTangent, Upstream];

    public override IReadOnlyList<Value> Writes => [Result];
}

/// <summary>dW' = dy'^T x + dy^T x', and db' = the sum of dy' over rows. Two of the values are copied row by row first.</summary>
internal sealed record WeightGradientTangentKernel(
    string Name,
    string Summary,
    Value UpstreamTangent,
    Value X,
    Value Upstream,
    Value XTangent,
    Value TangentRows,
    Value UpstreamRows,
    ParameterBlock Weight,
    ParameterBlock? Bias,
    EquatableArray<ColumnTile> Columns) : TangentKernel(Name, Summary)
{
    public int Units => Weight.Parameter.Shape[0];

    public override bool WritesSlab => true;

    public override IReadOnlyList<Value> Reads => [UpstreamTangent, X, Upstream, XTangent];

    public override IReadOnlyList<Value> Writes => [TangentRows, UpstreamRows];
}

/// <summary>dy' = the second derivative of the mean loss, times the tangent of the prediction.</summary>
internal sealed record LossTangentKernel(string Name, string Summary, Value Tangent, LossOp Op, Value Result) : TangentKernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [Tangent, Op.Prediction, Op.Target];

    public override IReadOnlyList<Value> Writes => [Result];
}

/// <summary>dx' = dy' f'(saved) + dy f''(saved) x', element by element.</summary>
internal sealed record MapGradientTangentKernel(
    string Name, string Summary, Value UpstreamTangent, Value Upstream, Value XTangent, Value Saved, Value Result, ActivationModel Activation)
    : TangentKernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [UpstreamTangent, Upstream, XTangent, Saved];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}

/// <summary>y' = x s' + b' + x' s, s' and b' from the vector.</summary>
internal sealed record ScaleShiftTangentKernel(
    string Name, string Summary, Value X, Value? XTangent, Value Result, ParameterBlock Scale, ParameterBlock Bias) : TangentKernel(Name, Summary)
{
    public override bool ReadsParameters => XTangent is not null;

    public override bool ReadsVector => true;

    public override IReadOnlyList<Value> Reads => XTangent is null ? [X] : [X, XTangent];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}

/// <summary>dx' = dy' s + dy s', s' from the vector.</summary>
internal sealed record ScaleTangentKernel(
    string Name, string Summary, Value UpstreamTangent, Value Upstream, Value Result, ParameterBlock Scale) : TangentKernel(Name, Summary)
{
    public override bool ReadsParameters => true;

    public override bool ReadsVector => true;

    public override IReadOnlyList<Value> Reads => [UpstreamTangent, Upstream];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}

/// <summary>The sums over rows of dy' x + dy x' and of dy'. <paramref name="Products"/> holds those of one unit.</summary>
internal sealed record ScaleGradientTangentKernel(
    string Name,
    string Summary,
    Value UpstreamTangent,
    Value X,
    Value Upstream,
    Value XTangent,
    Value Products,
    ParameterBlock Scale,
    ParameterBlock Bias) : TangentKernel(Name, Summary)
{
    public override bool WritesSlab => true;

    public override IReadOnlyList<Value> Reads => [UpstreamTangent, X, Upstream, XTangent];

    public override IReadOnlyList<Value> Writes => [Products];
}

/// <summary>dx' from dy', dy, x and x', for y = (x - mean) / sqrt(variance + epsilon).</summary>
internal sealed record NormalizeGradientTangentKernel(
    string Name, string Summary, Value UpstreamTangent, Value Upstream, Value X, Value XTangent, Value Result, float Epsilon) : TangentKernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [UpstreamTangent, Upstream, X, XTangent];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}
