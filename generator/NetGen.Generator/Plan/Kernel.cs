using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>Ops that run as one method, over one row or over a block of rows.</summary>
/// <param name="Name">Of the method.</param>
/// <param name="Summary">What it computes, for the reader of the generated code.</param>
internal abstract record Kernel(string Name, string Summary)
{
    /// <summary>Values it reads from scratch.</summary>
    public abstract IReadOnlyList<Value> Reads { get; }

    /// <summary>Values it writes to scratch, temporaries included.</summary>
    public abstract IReadOnlyList<Value> Writes { get; }

    /// <summary>Whether it reads parameters or buffers.</summary>
    public virtual bool ReadsParameters => false;

    /// <summary>Whether the first written value may lie on the first read one.</summary>
    public virtual bool InPlace => false;

    /// <summary>What its method depends on: kernels that are equal in it share the method.</summary>
    public virtual object Method => this;
}

/// <summary>y = f(x W^T + b). <paramref name="Row"/> is its schedule for one row, <paramref name="UnitTiles"/> its tiles of units for a block.</summary>
internal sealed record DenseKernel(
    string Name,
    string Summary,
    Value X,
    Value Y,
    ParameterBlock Weight,
    ParameterBlock? Bias,
    ActivationModel? Activation,
    RowSchedule? Row,
    EquatableArray<Tile> UnitTiles) : Kernel(Name, Summary)
{
    public int Inputs => Weight.Parameter.Shape[1];

    public int Units => Weight.Parameter.Shape[0];

    public override bool ReadsParameters => true;

    public override IReadOnlyList<Value> Reads => [X];

    public override IReadOnlyList<Value> Writes => [Y];
}

/// <summary>y = f(x W^T + b) for rows as they lie in memory: lanes are units, several rows at a time.</summary>
/// <param name="XStride">The distance between two rows of x.</param>
/// <param name="YStride">The distance between two rows of y.</param>
internal sealed record DenseRowsKernel(DenseKernel Dense, int XStride, int YStride) : Kernel(Dense.Name, $"{Dense.Summary}; lanes are units, rows as they lie in memory")
{
    public override bool ReadsParameters => true;

    /// <summary>The caller's rows are not in scratch.</summary>
    public override IReadOnlyList<Value> Reads => Dense.X.Kind == ValueKind.Input ? [] : Dense.Reads;

    public override IReadOnlyList<Value> Writes => Dense.Writes;

    /// <summary>Whether y has no padding although whole registers are written: each row overwrites what the one before wrote behind its end.</summary>
    public bool OverwritesPadding => YStride < Dense.Weight.RowLength;

    public override object Method => (Name, Dense.Weight, Dense.Bias, Dense.Activation, XStride, YStride);
}

/// <summary>Rows that lie one behind the other become a block, whose lanes are samples. <paramref name="Rows"/> are as far apart as the layer before writes them.</summary>
internal sealed record TransposeKernel(string Name, string Summary, Value Rows, Value Block) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [Rows];

    public override IReadOnlyList<Value> Writes => [Block];
}

/// <summary>y = f(x), element by element.</summary>
internal sealed record MapKernel(string Name, string Summary, Value X, Value Y, ActivationModel Activation) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [X];

    public override IReadOnlyList<Value> Writes => [Y];

    public override bool InPlace => true;
}

/// <summary>y = (x - offset) * scale, with an offset and a scale for each input.</summary>
internal sealed record StandardizeKernel(string Name, string Summary, Value X, Value Y, ParameterBlock Offset, ParameterBlock Scale) : Kernel(Name, Summary)
{
    public override bool ReadsParameters => true;

    public override IReadOnlyList<Value> Reads => [X];

    public override IReadOnlyList<Value> Writes => [Y];

    public override bool InPlace => true;
}

/// <summary>y = softmax(x), row by row.</summary>
internal sealed record SoftmaxKernel(string Name, string Summary, Value X, Value Y) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [X];

    public override IReadOnlyList<Value> Writes => [Y];

    public override bool InPlace => true;
}

/// <summary>The loss of each row, and the gradient of the mean loss with respect to the prediction.</summary>
internal sealed record LossKernel(string Name, string Summary, LossOp Op, Value Gradient, Value RowLoss) : Kernel(Name, Summary)
{
    public Value Prediction => Op.Prediction;

    public Value Target => Op.Target;

    public override IReadOnlyList<Value> Reads => Op.Operands;

    public override IReadOnlyList<Value> Writes => [Gradient, RowLoss];

    public override bool InPlace => true;
}

/// <summary>dx = dy * f'(saved), element by element.</summary>
internal sealed record MapGradientKernel(
    string Name, string Summary, Value Upstream, Value Saved, Value Result, ActivationModel Activation) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [Upstream, Saved];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}

/// <summary>dx = dy W, times f'(saved) where the input comes from an activation whose derivative is cheap.</summary>
internal sealed record InputGradientKernel(
    string Name,
    string Summary,
    Value Upstream,
    ParameterBlock Weight,
    Value Result,
    ActivationModel? Activation,
    Value? Saved,
    EquatableArray<Tile> InputTiles) : Kernel(Name, Summary)
{
    public int Inputs => Weight.Parameter.Shape[1];

    public int Units => Weight.Parameter.Shape[0];

    public override bool ReadsParameters => true;

    public override IReadOnlyList<Value> Reads => Saved is null ? [Upstream] : [Upstream, Saved];

    public override IReadOnlyList<Value> Writes => [Result];
}

/// <summary>dW = dy^T x and db = the sum of dy over rows. <paramref name="UpstreamRows"/> holds dy row by row.</summary>
internal sealed record WeightGradientKernel(
    string Name,
    string Summary,
    Value Upstream,
    Value X,
    Value UpstreamRows,
    ParameterBlock Weight,
    ParameterBlock? Bias,
    EquatableArray<ColumnTile> Columns) : Kernel(Name, Summary)
{
    public int Inputs => Weight.Parameter.Shape[1];

    public int Units => Weight.Parameter.Shape[0];

    /// <summary>The first layer reads the caller's rows; other layers read activations from scratch.</summary>
    public bool ReadsInput => X.Kind == ValueKind.Input;

    public override IReadOnlyList<Value> Reads => ReadsInput ? [Upstream] : [Upstream, X];

    public override IReadOnlyList<Value> Writes => [UpstreamRows];
}

/// <summary>
/// A pass of a small network for the samples of so many registers at a time, <paramref name="Registers"/>: forward, or forward, loss and backward. All
/// values stay in registers; what is needed behind the pass is written to scratch, but <paramref name="Output"/> to the caller's rows.
/// </summary>
internal sealed record SampleKernel(
    string Name,
    string Summary,
    EquatableArray<Op> Ops,
    EquatableArray<Value> Inputs,
    EquatableArray<Value> Stored,
    Value? RowLoss,
    int Registers,
    Value? Output = null) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => Inputs;

    public override IReadOnlyList<Value> Writes => RowLoss is null ? [.. Stored] : [.. Stored, RowLoss];
}

/// <summary>dW = dy^T x and db = the sum of dy over rows, for a small layer: lanes are samples, and each sum is folded at the end.</summary>
internal sealed record LaneGradientKernel(
    string Name, string Summary, Value Upstream, Value X, Value Partials, ParameterBlock Weight, ParameterBlock? Bias) : Kernel(Name, Summary)
{
    public int Inputs => Weight.Parameter.Shape[1];

    public int Units => Weight.Parameter.Shape[0];

    public override IReadOnlyList<Value> Reads => [Upstream, X];

    public override IReadOnlyList<Value> Writes => [Partials];
}

/// <summary>y = (x - mean) / sqrt(variance + epsilon), row by row.</summary>
internal sealed record NormalizeKernel(string Name, string Summary, Value X, Value Y, float Epsilon) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [X];

    public override IReadOnlyList<Value> Writes => [Y];
}

/// <summary>y = x * scale + bias, with a scale and a bias for each unit.</summary>
internal sealed record ScaleShiftKernel(string Name, string Summary, Value X, Value Y, ParameterBlock Scale, ParameterBlock Bias) : Kernel(Name, Summary)
{
    public override bool ReadsParameters => true;

    public override IReadOnlyList<Value> Reads => [X];

    public override IReadOnlyList<Value> Writes => [Y];

    public override bool InPlace => true;
}

/// <summary>dx from dy, for y = (x - mean) / sqrt(variance + epsilon).</summary>
internal sealed record NormalizeGradientKernel(
    string Name, string Summary, Value Upstream, Value X, Value Result, float Epsilon) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [Upstream, X];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}

/// <summary>dx = dy * scale.</summary>
internal sealed record ScaleKernel(string Name, string Summary, Value Upstream, Value Result, ParameterBlock Scale) : Kernel(Name, Summary)
{
    public override bool ReadsParameters => true;

    public override IReadOnlyList<Value> Reads => [Upstream];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}

/// <summary>The sums over rows of dy * x and of dy: the gradients of a scale and a bias. <paramref name="Products"/> holds dy * x of one unit.</summary>
internal sealed record ScaleGradientKernel(
    string Name, string Summary, Value Upstream, Value X, Value Products, ParameterBlock Scale, ParameterBlock Bias) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [Upstream, X];

    public override IReadOnlyList<Value> Writes => [Products];
}

/// <summary>result = x + y, element by element: a skip connection, or two gradients of one value.</summary>
internal sealed record AddKernel(string Name, string Summary, Value X, Value Y, Value Result) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [X, Y];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}

/// <summary>The mask of a dropout layer, written by the runtime.</summary>
internal sealed record DropoutMaskKernel(string Name, string Summary, DropoutMaskOp Op) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [];

    public override IReadOnlyList<Value> Writes => [Op.Result];
}

/// <summary>y = x * mask, element by element.</summary>
internal sealed record MaskKernel(string Name, string Summary, Value X, Value Mask, Value Result) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [X, Mask];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}

/// <summary>dx = y (dy - the sum of dy y), for y = softmax(x), row by row.</summary>
internal sealed record SoftmaxGradientKernel(string Name, string Summary, Value Upstream, Value Y, Value Result) : Kernel(Name, Summary)
{
    public override IReadOnlyList<Value> Reads => [Upstream, Y];

    public override IReadOnlyList<Value> Writes => [Result];

    public override bool InPlace => true;
}
