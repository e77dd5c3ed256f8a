using System;
using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>Reverse-mode differentiation: walks a program backwards and appends, for each op, the ops of its rule.</summary>
internal static class Gradient
{
    /// <summary>The gradient ops of a program that ends with its loss, for every parameter it reads.</summary>
    public static IReadOnlyList<Op> Of(IReadOnlyList<Op> program) => Run(program, new Context(DependOn(program, v => v.Kind == ValueKind.Parameter), true));

    /// <summary>The same for a program that ends with an output whose gradient is given.</summary>
    public static IReadOnlyList<Op> Of(IReadOnlyList<Op> program, Value output, Value outputGradient)
    {
        var context = new Context(DependOn(program, v => v.Kind == ValueKind.Parameter), true);
        context.Alias(output, outputGradient);
        return Run(program, context);
    }

    /// <summary>The ops of the gradient with respect to the input instead, and that gradient. Without an output, the program ends with its loss.</summary>
    public static IReadOnlyList<Op> OfInput(IReadOnlyList<Op> program, Value input, Value? output, Value? outputGradient, out Value inputGradient)
    {
        var context = new Context(DependOn(program, v => v == input), false);
        if (output is not null)
        {
            context.Alias(output, outputGradient!);
        }

        IReadOnlyList<Op> ops = Run(program, context);
        inputGradient = context.Of(input);
        return ops;
    }

    private static List<Op> Run(IReadOnlyList<Op> program, Context context)
    {
        for (int i = program.Count - 1; i >= 0; i--)
        {
            if (context.Needs(program[i].Result))
            {
                Differentiate(program[i], context);
            }
        }

        return context.Ops;
    }

    /// <summary>One rule for each op of the forward pass.</summary>
    private static void Differentiate(Op op, Context context)
    {
        switch (op)
        {
            // d loss / d prediction.
            case LossOp loss:
                context.Set(loss.Prediction, result => new LossGradientOp(result, loss.Prediction, loss.Target, loss.Loss, loss.HuberDelta, loss.LabelSmoothing, loss.Weights));
                break;

            // y = f(x): dx = dy * f'(x).
            case MapOp map:
                Value upstream = context.Of(map.Result);
                Value saved = ActivationCatalogue.Get(map.Activation.Function).DerivativeFrom == DerivativeSource.Input ? map.X : map.Result;
                context.Set(map.X, result => new MapGradientOp(result, upstream, saved, map.Activation));
                break;

            // y = softmax(x): dx = y (dy - sum of dy y).
            case SoftmaxOp softmax:
                context.Set(softmax.X, result => new SoftmaxGradientOp(result, context.Of(softmax.Result), softmax.Result));
                break;

            // y = x + b: dx = dy, db = sum over rows of dy.
            case AddBiasOp add:
                context.Add(add.Bias, result => context.SumsToZero(add.Result) ? new ZeroGradientOp(result) : new SumRowsOp(result, context.Of(add.Result)));
                context.Alias(add.X, context.Of(add.Result));
                break;

            // y = x W^T: dW = dy^T x, dx = dy W.
            case MatMulOp product:
                Value dy = context.Of(product.Result);
                context.Add(product.Weight, result => new MatMulWeightGradientOp(result, dy, product.X));
                context.Set(product.X, result => new MatMulInputGradientOp(result, dy, product.Weight));
                break;

            // y = x s + b: ds = sum over rows of dy x, db = sum over rows of dy, dx = dy s.
            case ScaleShiftOp affine:
                Value above = context.Of(affine.Result);
                context.Add(affine.Scale, result => new ScaleGradientOp(result, above, affine.X));
                context.Add(affine.Bias, result => new SumRowsOp(result, above));
                context.Set(affine.X, result => new ScaleOp(result, above, affine.Scale));
                break;

            // y = (x - offset) s: dx = dy s.
            case StandardizeOp standardize:
                context.Set(standardize.X, result => new ScaleOp(result, context.Of(standardize.Result), standardize.Scale));
                break;

            // y = (x - mean) / deviation: dx = (dy - mean dy - y mean (dy y)) / deviation.
            case NormalizeOp normalize:
                context.Set(normalize.X, result => new NormalizeGradientOp(result, context.Of(normalize.Result), normalize.X, normalize.Epsilon));
                break;

            // y = x m: dx = dy m.
            case MaskOp mask:
                context.Set(mask.X, result => new MaskOp(result, context.Of(mask.Result), mask.Mask));
                break;

            // y = n s + b, n = (x - mean) / deviation over rows: ds and db as above; dx = (dy - (db + n ds) / rows) s / deviation.
            case BatchNormOp norm:
                Value dn = context.Of(norm.Result);
                var scale = new BatchNormScaleGradientOp(ParameterGradient(norm.Scale), dn, norm.X, norm.Epsilon);
                var bias = new SumRowsOp(ParameterGradient(norm.Bias), dn);
                context.Ops.Add(scale);
                context.Ops.Add(bias);
                context.Set(norm.X, result => new BatchNormGradientOp(result, dn, norm.X, norm.Scale, scale.Result, bias.Result, norm.Epsilon));
                break;

            // y = (x - mean) s / deviation + b with running statistics, which are constants: dx = dy s / deviation.
            case RunningNormOp norm:
                context.Set(norm.X, result => new RunningNormGradientOp(result, context.Of(norm.Result), norm));
                break;

            // y = a + b: da = dy, db = dy.
            case AddOp sum:
                context.Alias(sum.X, context.Of(sum.Result));
                context.Alias(sum.Y, context.Of(sum.Result));
                break;

            default:
                throw new NotSupportedException($"{op.Name} has no gradient rule.");
        }
    }

    private static Value ParameterGradient(Value parameter) => new(parameter.GradientName, ValueKind.ParameterGradient, false, parameter.Shape);

    /// <summary>The values that depend on what is differentiated by, and those themselves. The gradient of any other value is not computed.</summary>
    private static HashSet<Value> DependOn(IReadOnlyList<Op> program, Func<Value, bool> isVariable)
    {
        var values = new HashSet<Value>();
        foreach (Op op in program)
        {
            foreach (Value operand in op.Operands)
            {
                if (isVariable(operand))
                {
                    values.Add(operand);
                }

                if (values.Contains(operand))
                {
                    values.Add(op.Result);
                }
            }
        }

        return values;
    }

    private sealed class Context(HashSet<Value> needed, bool ofParameters)
    {
        private readonly Dictionary<Value, Value> _gradients = [];

        public List<Op> Ops { get; } = [];

        public bool Needs(Value value) => needed.Contains(value);

        public Value Of(Value value) => _gradients[value];

        /// <summary>Adds the gradient of a parameter, where gradients of parameters are asked for.</summary>
        public void Add(Value parameter, Func<Value, Op> rule)
        {
            if (ofParameters)
            {
                Ops.Add(rule(ParameterGradient(parameter)));
            }
        }

        /// <summary>Whether a value's gradient sums to 0 over the rows: all rows with the same constant added give the same batch normalization.</summary>
        public bool SumsToZero(Value value) => Ops.Exists(op => op is BatchNormGradientOp && op.Result == _gradients[value]);

        public void Set(Value value, Func<Value, Op> rule)
        {
            if (Needs(value))
            {
                bool isFirst = !_gradients.ContainsKey(value);
                Value result = ProgramBuilder.Rows(isFirst ? value.GradientName : $"{value.GradientName}.part{Ops.Count}", value.Width);
                Ops.Add(rule(result));
                Take(value, result);
            }
        }

        public void Alias(Value value, Value gradient)
        {
            if (Needs(value))
            {
                Take(value, gradient);
            }
        }

        /// <summary>A value that several ops read has the sum of their gradients. All of them come before the op that writes it.</summary>
        private void Take(Value value, Value gradient)
        {
            if (_gradients.TryGetValue(value, out Value? others))
            {
                Value sum = ProgramBuilder.Rows($"{value.GradientName}.sum{Ops.Count}", value.Width);
                Ops.Add(new AddOp(sum, others, gradient));
                gradient = sum;
            }

            _gradients[value] = gradient;
        }
    }
}
