using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>Checks a program between the stages, so that a wrong pass fails here and not in the emitted code.</summary>
internal static class Verifier
{
    /// <param name="program">The program.</param>
    /// <param name="given">Values that are there before its first op, beside inputs, targets and parameters.</param>
    public static void Check(NetworkProgram program, params Value[] given)
    {
        HashSet<string> written = [.. given.Select(value => value.Name)];
        foreach (Op op in program.Ops)
        {
            foreach (Value operand in op.Operands)
            {
                if (operand.Kind is ValueKind.Intermediate or ValueKind.ParameterGradient)
                {
                    Require(written.Contains(operand.Name), op, $"reads {operand.Name} before it is written");
                }
            }

            Require(written.Add(op.Result.Name), op, "writes a value that is already written");
            CheckShapes(op);
        }
    }

    private static void CheckShapes(Op op)
    {
        switch (op)
        {
            case MatMulOp o:
                Require(o.X.Width == o.Weight.Shape[1] && o.Result.Width == o.Weight.Shape[0], op, "has shapes that don't fit");
                break;
            case MatMulInputGradientOp o:
                Require(o.Upstream.Width == o.Weight.Shape[0] && o.Result.Width == o.Weight.Shape[1], op, "has shapes that don't fit");
                break;
            case MatMulWeightGradientOp o:
                Require(o.Result.Shape[0] == o.Upstream.Width && o.Result.Shape[1] == o.X.Width, op, "has shapes that don't fit");
                break;
            case MatMulTangentOp o:
                Require(
                    o.X.Width == o.Weight.Shape[1] && o.Result.Width == o.Weight.Shape[0] && Equal(o.Weight, o.WeightTangent) && Equal(o.X, o.XTangent ?? o.X),
                    op,
                    "has shapes that don't fit");
                break;
            case MatMulInputGradientTangentOp o:
                Require(
                    o.Upstream.Width == o.Weight.Shape[0] && o.Result.Width == o.Weight.Shape[1] && Equal(o.Weight, o.WeightTangent) && Equal(o.Upstream, o.UpstreamTangent),
                    op,
                    "has shapes that don't fit");
                break;
            case MatMulWeightGradientTangentOp o:
                Require(
                    o.Result.Shape[0] == o.Upstream.Width && o.Result.Shape[1] == o.X.Width && Equal(o.X, o.XTangent) && Equal(o.Upstream, o.UpstreamTangent),
                    op,
                    "has shapes that don't fit");
                break;
            case LossOp o:
                Require(o.Prediction.Width == o.Target.Width && o.Weights is null or { Width: 1 }, op, "has shapes that don't fit");
                break;
            case LossGradientOp o:
                Require(
                    o.Prediction.Width == o.Target.Width && o.Prediction.Width == o.Result.Width && o.Weights is null or { Width: 1 },
                    op,
                    "has shapes that don't fit");
                break;
            default:
                foreach (Value operand in op.Operands)
                {
                    Require(operand.Width == op.Result.Width, op, "has shapes that don't fit");
                }

                break;
        }
    }

    private static bool Equal(Value a, Value b) => a.Shape == b.Shape;

    private static void Require(bool condition, Op op, string fault)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"'{op}' {fault}.");
        }
    }
}
