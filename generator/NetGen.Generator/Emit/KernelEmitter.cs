using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>The kernels as methods: which emitter writes which.</summary>
internal static class KernelEmitter
{
    /// <summary>Every kernel of all passes, once. The passes share the kernels of the forward part.</summary>
    public static void EmitAll(SourceWriter writer, NetworkPlan plan)
    {
        var methods = new HashSet<object>();
        foreach (Kernel kernel in plan.Forward.Kernels.Concat(plan.TrainingKernels).Concat(plan.Derivatives.SelectMany(d => d.Sequence.Kernels)))
        {
            if (kernel is DropoutMaskKernel or TransposeKernel || !methods.Add(kernel.Method))
            {
                // The runtime has it, or another pass that shares the method.
                continue;
            }

            writer.WriteLine();
            if (plan.ForwardsRows && plan.Forward.Kernels.Contains(kernel))
            {
                RowsEmitter.Emit(writer, plan, kernel);
            }
            else if (kernel is TangentKernel tangent)
            {
                TangentEmitter.Emit(writer, tangent, plan.BlockStride);
            }
            else
            {
                Emit(writer, plan, kernel);
            }
        }
    }

    /// <summary>A kernel of a block of rows.</summary>
    private static void Emit(SourceWriter writer, NetworkPlan plan, Kernel kernel)
    {
        switch (kernel)
        {
            case DenseRowsKernel dense:
                RowsEmitter.EmitDense(writer, dense);
                break;
            case StandardizeKernel standardize:
                StandardizeEmitter.EmitBlock(writer, standardize, plan.BlockStride);
                break;
            case DenseKernel dense:
                DenseBlockEmitter.Emit(writer, dense, plan.BlockStride);
                break;
            case InputGradientKernel gradient:
                InputGradientEmitter.Emit(writer, gradient, plan.BlockStride);
                break;
            case WeightGradientKernel gradient:
                WeightGradientEmitter.Emit(writer, gradient, plan.BlockStride);
                break;
            case MapKernel map:
                MapEmitter.EmitBlock(writer, map, plan.BlockStride);
                break;
            case MapGradientKernel gradient:
                MapEmitter.EmitGradient(writer, gradient, plan.BlockStride);
                break;
            case AddKernel add:
                MapEmitter.EmitAdd(writer, add, plan.BlockStride);
                break;
            case MaskKernel mask:
                MapEmitter.EmitMask(writer, mask, plan.BlockStride);
                break;
            case SoftmaxKernel softmax:
                SoftmaxEmitter.Emit(writer, softmax, plan.BlockStride);
                break;
            case SoftmaxGradientKernel gradient:
                SoftmaxEmitter.EmitGradient(writer, gradient, plan.BlockStride);
                break;
            case LossKernel loss:
                LossEmitter.Emit(writer, loss, plan.BlockStride);
                break;
            case SampleKernel sample:
                SampleEmitter.Emit(writer, plan, sample);
                break;
            case LaneGradientKernel gradient:
                LaneGradientEmitter.Emit(writer, gradient, plan.BlockStride);
                break;
            case NormalizeKernel normalize:
                NormalizationEmitter.EmitNormalize(writer, normalize, plan.BlockStride);
                break;
            case NormalizeGradientKernel gradient:
                NormalizationEmitter.EmitNormalizeGradient(writer, gradient, plan.BlockStride);
                break;
            case ScaleShiftKernel affine:
                NormalizationEmitter.EmitScaleShift(writer, affine, plan.BlockStride);
                break;
            case ScaleKernel scale:
                NormalizationEmitter.EmitScale(writer, scale, plan.BlockStride);
                break;
            case ScaleGradientKernel gradient:
                NormalizationEmitter.EmitScaleGradient(writer, gradient, plan.BlockStride);
                break;
            case RunningNormKernel norm:
                BatchNormEmitter.EmitRunningBlock(writer, norm, plan.BlockStride);
                break;
            case RunningNormGradientKernel norm:
                BatchNormEmitter.EmitRunningGradient(writer, norm, plan.BlockStride);
                break;
            case BatchNormKernel norm:
                BatchNormEmitter.EmitForward(writer, norm, plan.BlockStride);
                break;
            case BatchNormSumsKernel sums:
                BatchNormEmitter.EmitSums(writer, sums, plan.BlockStride);
                break;
            case BatchNormGradientKernel gradient:
                BatchNormEmitter.EmitGradient(writer, gradient, plan.BlockStride);
                break;
            default:
                throw new KeyNotFoundException($"{kernel.GetType().Name} has no emitter.");
        }
    }
}
