using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// Derives the programs that [Network] asks for from those that every network has, as they are outside of training: dropout is off, and batch
/// normalization takes the running statistics, and all rows weigh alike.
/// </summary>
internal static class DerivativeLowering
{
    public static EquatableArray<DerivativeProgram> Run(NetworkModel model, NetworkPrograms programs)
    {
        var derivatives = new List<DerivativeProgram>();
        Op[] forward =
        [
            .. (programs.Evaluation ?? programs.Training).Ops.TakeWhile(op => op is not LossGradientOp)
                .Select(op => op is LossOp loss ? loss with { Weights = null } : op),
        ];
        if (model.InputGradients)
        {
            derivatives.Add(InputGradient(programs, forward));
            derivatives.Add(InputJacobian(programs));
        }

        if (model.SecondOrder)
        {
            derivatives.Add(HessianVector(forward));
            if (model.Loss == Loss.MeanSquaredError)
            {
                derivatives.Add(JacobianVector(programs));
                derivatives.Add(JacobianTransposeVector(programs));
            }
        }

        foreach (DerivativeProgram derivative in derivatives)
        {
            Verifier.Check(derivative.Program, derivative.OutputGradient is null ? [] : [derivative.OutputGradient]);
        }

        return new EquatableArray<DerivativeProgram>(derivatives);
    }

    private static DerivativeProgram InputGradient(NetworkPrograms programs, Op[] forward)
    {
        IReadOnlyList<Op> backward = Gradient.OfInput(forward, programs.Input, null, null, out Value gradient);
        return new DerivativeProgram(DerivativeKind.InputGradient, Used([.. forward, .. backward], gradient), null, gradient);
    }

    private static DerivativeProgram InputJacobian(NetworkPrograms programs)
    {
        Value seed = Seed(programs);
        IReadOnlyList<Op> backward = Gradient.OfInput(programs.Inference.Ops, programs.Input, programs.Output, seed, out Value gradient);
        return new DerivativeProgram(DerivativeKind.InputJacobian, Used([.. programs.Inference.Ops, .. backward], gradient), seed, gradient);
    }

    /// <summary>The tangent of the gradient. Each tangent of the backward pass follows its value, so that few of them are kept at a time.</summary>
    private static DerivativeProgram HessianVector(Op[] forward)
    {
        var tangent = new Tangent();
        IReadOnlyList<Op> gradient = Gradient.Of(forward);
        Op loss = forward[forward.Length - 1];
        Op[] prediction = [.. forward.Take(forward.Length - 1)];
        List<Op> ops = [.. prediction, .. tangent.Of(prediction), loss, .. tangent.Of(loss)];
        foreach (Op op in gradient)
        {
            ops.Add(op);
            ops.AddRange(tangent.Of(op));
        }

        Value?[] products = [.. gradient.Select(op => op.Result).Where(v => v.Kind == ValueKind.ParameterGradient).Select(tangent.Find)];
        return new DerivativeProgram(DerivativeKind.HessianVector, Used(ops, products), null, null);
    }

    private static DerivativeProgram JacobianVector(NetworkPrograms programs)
    {
        var tangent = new Tangent();
        List<Op> ops = [.. programs.Inference.Ops, .. tangent.Of(programs.Inference.Ops)];
        Value output = tangent.Find(programs.Output)!;
        return new DerivativeProgram(DerivativeKind.JacobianVector, Used(ops, output), null, output);
    }

    private static DerivativeProgram JacobianTransposeVector(NetworkPrograms programs)
    {
        Value seed = Seed(programs);
        IReadOnlyList<Op> backward = Gradient.Of(programs.Inference.Ops, programs.Output, seed);
        Value[] gradients = [.. backward.Select(op => op.Result).Where(v => v.Kind == ValueKind.ParameterGradient)];
        return new DerivativeProgram(DerivativeKind.JacobianTransposeVector, Used([.. programs.Inference.Ops, .. backward], gradients), seed, null);
    }

    private static Value Seed(NetworkPrograms programs) => ProgramBuilder.Rows(programs.Output.GradientName, programs.Output.Width);

    /// <summary>The ops that the results need. A loss keeps its gradient: one kernel computes both.</summary>
    private static NetworkProgram Used(List<Op> ops, params Value?[] results)
    {
        var needed = new HashSet<Value?>(results);
        var used = new Stack<Op>();
        for (int i = ops.Count - 1; i >= 0; i--)
        {
            if (ops[i] is LossOp or LossGradientOp || needed.Contains(ops[i].Result))
            {
                needed.UnionWith(ops[i].Operands);
                used.Push(ops[i]);
            }
        }

        return new NetworkProgram(new EquatableArray<Op>(used));
    }
}
