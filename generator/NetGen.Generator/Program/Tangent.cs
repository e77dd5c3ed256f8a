using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// Forward-mode differentiation along a direction in the space of the parameters: for each op, forward or backward, the ops that give the tangent of
/// its result from those of its operands. The tangent of a gradient is a Hessian product.
/// </summary>
internal sealed class Tangent
{
    private readonly Dictionary<Value, Value> _tangents = [];

    /// <summary>The input of each activation, by its output.</summary>
    private readonly Dictionary<Value, Value> _mapInputs = [];

    private LossOp? _loss;

    /// <summary>The op of the tangent; none where the result does not depend on the parameters, or has the tangent of another value.</summary>
    public IEnumerable<Op> Of(Op op)
    {
        if (op is MapOp map)
        {
            _mapInputs[map.Result] = map.X;
        }

        Op? tangent = Rule(op);
        return tangent is null ? [] : [tangent];
    }

    /// <summary>The ops of the tangents of a program, in its order.</summary>
    public IReadOnlyList<Op> Of(IEnumerable<Op> program) => [.. program.SelectMany(Of)];

    /// <summary>The tangent of a value behind its op; null where it does not depend on the parameters.</summary>
    public Value? Find(Value value) => value.Kind == ValueKind.Parameter
        ? new Value(value.TangentName, ValueKind.ParameterTangent, false, value.Shape)
        : _tangents.TryGetValue(value, out Value? tangent) ? tangent : null;

    /// <summary>One rule for each op of the forward and the backward pass.</summary>
    private Op? Rule(Op op) => op switch
    {
        // y = x W^T: y' = x V^T + x' W^T.
        MatMulOp o => new MatMulTangentOp(New(o.Result), o.X, Find(o.X), o.Weight, Get(o.Weight)),

        // y = x + b: y' = x' + b'.
        AddBiasOp o => new AddBiasOp(New(o.Result), Get(o.X), Get(o.Bias)),

        // y = (x - offset) s, with inputs x: no parameter comes before.
        StandardizeOp => null,

        // y = f(x): y' = x' f'(x).
        MapOp o => Find(o.X) is { } x ? new MapGradientOp(New(o.Result), x, Saved(o), o.Activation) : null,

        // y = a + b: y' = a' + b'.
        AddOp o => (Find(o.X), Find(o.Y)) switch
        {
            ({ } x, { } y) => new AddOp(New(o.Result), x, y),
            ({ } x, null) => Alias(o.Result, x),
            (null, { } y) => Alias(o.Result, y),
            _ => null,
        },

        // y = (x - mean) / deviation: its Jacobian is symmetric, so y' follows from x' as dx from dy.
        NormalizeOp o => Find(o.X) is { } x ? new NormalizeGradientOp(New(o.Result), x, o.X, o.Epsilon) : null,

        // y = x s + b: y' = x s' + b' + x' s.
        ScaleShiftOp o => new ScaleShiftTangentOp(New(o.Result), o.X, Find(o.X), o.Scale, Get(o.Scale), Get(o.Bias)),

        // The loss itself: nothing follows from it but its gradient.
        LossOp o => Remember(o),

        // dy = loss'(y): dy' = loss''(y) y'.
        LossGradientOp o => new LossGradientTangentOp(New(o.Result), Get(o.Prediction), _loss!),

        // dx = dy f'(x): dx' = dy' f'(x), and where f is not piecewise linear + dy f''(x) x'.
        MapGradientOp o when ActivationCatalogue.Get(o.Activation.Function).IsPiecewiseLinear =>
            new MapGradientOp(New(o.Result), Get(o.Upstream), o.Saved, o.Activation),
        MapGradientOp o => new MapGradientTangentOp(New(o.Result), Get(o.Upstream), o.Upstream, Get(Input(o)), o.Saved, o.Activation),

        // dx = dy W: dx' = dy' W + dy V.
        MatMulInputGradientOp o => new MatMulInputGradientTangentOp(New(o.Result), Get(o.Upstream), o.Weight, o.Upstream, Get(o.Weight)),

        // dW = dy^T x: dW' = dy'^T x + dy^T x'.
        MatMulWeightGradientOp o => Find(o.X) is { } x
            ? new MatMulWeightGradientTangentOp(New(o.Result), Get(o.Upstream), o.X, o.Upstream, x)
            : new MatMulWeightGradientOp(New(o.Result), Get(o.Upstream), o.X),

        // db = sum of dy: db' = sum of dy'.
        SumRowsOp o => new SumRowsOp(New(o.Result), Get(o.Upstream)),

        // dx of a normalization, by dy and by x.
        NormalizeGradientOp o => new NormalizeGradientTangentOp(New(o.Result), Get(o.Upstream), o.Upstream, o.X, Get(o.X), o.Epsilon),

        // dx = dy s: dx' = dy' s + dy s'.
        ScaleOp o => new ScaleTangentOp(New(o.Result), Get(o.Upstream), o.Scale, o.Upstream, Get(o.Scale)),

        // ds = sum of dy x: ds' = sum of dy' x + dy x'.
        ScaleGradientOp o => Find(o.X) is { } x
            ? new ScaleGradientTangentOp(New(o.Result), Get(o.Upstream), o.X, o.Upstream, x)
            : new ScaleGradientOp(New(o.Result), Get(o.Upstream), o.X),
        _ => throw new NotSupportedException($"{op.Name} has no tangent rule."),
    };

    private Value New(Value value) => _tangents[value] = value with { Name = value.TangentName };

    private Value Get(Value value) => Find(value) ?? throw new InvalidOperationException($"{value} has no tangent.");

    private Op? Remember(LossOp loss)
    {
        _loss = loss;
        return null;
    }

    private Op? Alias(Value value, Value tangent)
    {
        _tangents[value] = tangent;
        return null;
    }

    private static Value Saved(MapOp map) =>
        ActivationCatalogue.Get(map.Activation.Function).DerivativeFrom == DerivativeSource.Input ? map.X : map.Result;

    /// <summary>The input of the activation whose gradient this is.</summary>
    private Value Input(MapGradientOp op) =>
        ActivationCatalogue.Get(op.Activation.Function).DerivativeFrom == DerivativeSource.Input ? op.Saved : _mapInputs[op.Saved];
}
