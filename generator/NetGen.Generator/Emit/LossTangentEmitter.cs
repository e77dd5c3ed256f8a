namespace NetGen.Generator;

/// <summary>The second derivative of the mean loss with respect to the prediction, times the tangent of the prediction.</summary>
internal static class LossTangentEmitter
{
    public static void Emit(SourceWriter writer, LossTangentKernel kernel, int blockRows)
    {
        KernelMethod.Begin(
            writer,
            $"{kernel.Summary} of the prediction. scale is 1 / (values in the mean)",
            $"{kernel.Name}(ref readonly float tangent, ref readonly float prediction, ref readonly float target, ref float result, float scale, nint lanes)");
        if (kernel.Op.Loss == Loss.CrossEntropy)
        {
            EmitCrossEntropy(writer, kernel.Op, blockRows);
        }
        else
        {
            (string function, string? extra) = LossEmitter.Function(kernel.Op.Loss, kernel.Op.HuberDelta);
            KernelMethod.OpenValues(writer, kernel.Op.Prediction.Width, blockRows);
            writer.WriteLine($"T curvature = {Names.Call(function, "SecondDerivative", "S.Load(in prediction, k), S.Load(in target, k)", extra)};");
            writer.WriteLine($"S.Store({Names.Product(Names.Product("curvature", "S.Create(scale)"), "S.Load(in tangent, k)")}, ref result, k);");
            writer.CloseBlock();
        }

        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    private static void EmitCrossEntropy(SourceWriter writer, LossOp loss, int blockRows)
    {
        int end = loss.Prediction.Width * blockRows;
        writer.OpenBlock("for (nint sample = 0; sample < lanes; sample += S.Count)");
        SoftmaxEmitter.EmitMaximum(writer, "prediction", end, blockRows);
        writer.WriteLine("T sum = S.Create(0f);");
        writer.WriteLine("T targets = S.Create(0f);");
        writer.WriteLine("T products = S.Create(0f);");
        writer.OpenBlock($"for (nint k = sample; k < {Literals.Of(end)}; k += {Literals.Of(blockRows)})");
        writer.WriteLine($"T exponential = {Names.Call("Exp", "Invoke", "S.Subtract(S.Load(in prediction, k), max)")};");
        writer.WriteLine("sum = S.Add(sum, exponential);");
        writer.WriteLine($"targets = S.Add(targets, {LossEmitter.Target(loss, "S.Load(in target, k)")});");
        writer.WriteLine("products = S.MultiplyAdd(exponential, S.Load(in tangent, k), products);");
        writer.WriteLine("S.Store(exponential, ref result, k);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("// softmax * (tangent - sum softmax tangent) * sum t.");
        writer.WriteLine("T mean = S.Divide(products, sum);");
        writer.WriteLine("T factor = S.Divide(S.Multiply(targets, S.Create(scale)), sum);");
        writer.OpenBlock($"for (nint k = sample; k < {Literals.Of(end)}; k += {Literals.Of(blockRows)})");
        writer.WriteLine($"T probability = {Names.Product("S.Load(ref result, k)", "factor")};");
        writer.WriteLine($"S.Store({Names.Product("probability", "S.Subtract(S.Load(in tangent, k), mean)")}, ref result, k);");
        writer.CloseBlock();
    }
}
