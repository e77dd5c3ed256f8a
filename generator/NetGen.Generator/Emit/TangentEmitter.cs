using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>The kernels of tangents, and the element-wise ones among them.</summary>
internal static class TangentEmitter
{
    public static void Emit(SourceWriter writer, TangentKernel kernel, int blockRows)
    {
        switch (kernel)
        {
            case DenseTangentKernel dense:
                DenseTangentEmitter.Emit(writer, dense, blockRows);
                break;
            case InputGradientTangentKernel gradient:
                DenseTangentEmitter.EmitInputGradient(writer, gradient, blockRows);
                break;
            case WeightGradientTangentKernel gradient:
                DenseTangentEmitter.EmitWeightGradient(writer, gradient, blockRows);
                break;
            case LossTangentKernel loss:
                LossTangentEmitter.Emit(writer, loss, blockRows);
                break;
            case MapGradientTangentKernel map:
                EmitMapGradient(writer, map, blockRows);
                break;
            case ScaleShiftTangentKernel affine:
                NormalizationTangentEmitter.EmitScaleShift(writer, affine, blockRows);
                break;
            case ScaleTangentKernel scale:
                NormalizationTangentEmitter.EmitScale(writer, scale, blockRows);
                break;
            case ScaleGradientTangentKernel gradient:
                NormalizationTangentEmitter.EmitScaleGradient(writer, gradient, blockRows);
                break;
            case NormalizeGradientTangentKernel gradient:
                NormalizationTangentEmitter.EmitNormalizeGradient(writer, gradient, blockRows);
                break;
            default:
                throw new KeyNotFoundException($"{kernel.GetType().Name} has no emitter.");
        }
    }

    /// <summary>tangent * f'(saved) + upstream * f''(saved) * xTangent for every value of a block.</summary>
    private static void EmitMapGradient(SourceWriter writer, MapGradientTangentKernel kernel, int blockRows) => KernelMethod.EmitElementwise(
        writer,
        $"{kernel.Summary}: the tangent times f', plus the gradient times f'' times the tangent of x",
        $"{kernel.Name}(ref readonly float tangent, ref readonly float upstream, ref readonly float xTangent, ref readonly float saved, ref float result, nint lanes)",
        kernel.Result.Width,
        blockRows,
        "T from = S.Load(in saved, k);",
        $"T bend = {Names.Product("S.Load(in upstream, k)", Names.SecondDerivative(kernel.Activation, "from"))};",
        $"T slope = {Names.Derivative(kernel.Activation, "from")};",
        $"S.Store(S.MultiplyAdd(S.Load(in tangent, k), slope, {Names.Product("bend", "S.Load(in xTangent, k)")}), ref result, k);");
}
