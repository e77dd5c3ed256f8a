using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>Appends forward ops and gives their results the right shapes.</summary>
/// <param name="isTraining">Whether layers that differ in training do what they do there.</param>
internal sealed class ProgramBuilder(bool isTraining)
{
    private readonly List<Op> _ops = [];

    public IReadOnlyList<Op> Ops => _ops;

    /// <summary>The network's input, then the output of each layer lowered so far.</summary>
    public List<Value> Outputs { get; } = [];

    public static Value Parameter(ParameterNode parameter) => new(parameter.Name, ValueKind.Parameter, false, parameter.Shape);

    public static Value Buffer(ParameterNode buffer) => new(buffer.Name, ValueKind.Buffer, false, buffer.Shape);

    public Value MatMul(string name, Value x, Value weight)
    {
        Value result = Rows(name, weight.Shape[0]);
        _ops.Add(new MatMulOp(result, x, weight));
        return result;
    }

    public Value AddBias(string name, Value x, Value bias)
    {
        Value result = Rows(name, x.Width);
        _ops.Add(new AddBiasOp(result, x, bias));
        return result;
    }

    /// <summary>Applies an activation; a linear one adds no op.</summary>
    public Value Activate(string name, Value x, ActivationModel activation)
    {
        if (activation.Function == Activation.Linear)
        {
            return x;
        }

        Value result = Rows(name, x.Width);
        _ops.Add(activation.Function == Activation.Softmax ? new SoftmaxOp(result, x) : new MapOp(result, x, activation));
        return result;
    }

    /// <summary>The inputs as the first layer sees them.</summary>
    public Value Standardize(Value input, EquatableArray<ParameterNode> buffers)
    {
        if (buffers.Count == 0)
        {
            return input;
        }

        Value result = Rows($"{input.Name}.standardized", input.Width);
        _ops.Add(new StandardizeOp(result, input, Buffer(buffers[0]), Buffer(buffers[1])));
        return result;
    }

    public Value Normalize(string name, Value x, float epsilon)
    {
        Value result = Rows(name, x.Width);
        _ops.Add(new NormalizeOp(result, x, epsilon));
        return result;
    }

    public Value ScaleShift(string name, Value x, Value scale, Value bias)
    {
        Value result = Rows(name, x.Width);
        _ops.Add(new ScaleShiftOp(result, x, scale, bias));
        return result;
    }

    /// <summary>Normalizes by the statistics of the batch in training; otherwise by the running ones.</summary>
    public Value BatchNorm(string name, Value x, LayerNode layer, float epsilon, float momentum)
    {
        Value result = Rows(name, x.Width);
        Value scale = Parameter(layer.Parameters[0]), bias = Parameter(layer.Parameters[1]);
        Value mean = Buffer(layer.Buffers[0]), variance = Buffer(layer.Buffers[1]);
        _ops.Add(isTraining
            ? new BatchNormOp(result, x, scale, bias, mean, variance, epsilon, momentum)
            : new RunningNormOp(result, x, scale, bias, mean, variance, epsilon));
        return result;
    }

    public Value Add(string name, Value x, Value y)
    {
        Value result = Rows(name, x.Width);
        _ops.Add(new AddOp(result, x, y));
        return result;
    }

    /// <summary>Drops values in training; otherwise adds no op.</summary>
    public Value Dropout(string layer, Value x, int position, float rate)
    {
        if (!isTraining || rate == 0f)
        {
            return x;
        }

        Value mask = Rows($"{layer}.mask", x.Width);
        Value result = Rows($"{layer}.y", x.Width);
        _ops.Add(new DropoutMaskOp(mask, position, rate));
        _ops.Add(new MaskOp(result, x, mask));
        return result;
    }

    public static Value Rows(string name, int width) => new(name, ValueKind.Intermediate, true, new EquatableArray<int>([width]));
}
