namespace NetGen.Generator;

/// <summary>The second derivative of the mean loss with respect to the prediction, times the tangent of the prediction.</summary>
internal static class LossTangentEmitter
{
    public static void Emit(SourceWriter writer, LossTangentKernel kernel, int blockRows)
    {
        string summary = $"{kernel.Summary} of the prediction. scale is 1 / (values in the mean)";
        string signature =
            $"{kernel.Name}(ref readonly float tangent, ref readonly float prediction, ref readonly float target, ref float result, float scale, nint lanes)";
        if (kernel.Op.Loss == Loss.CrossEntropy)
        {
            KernelMethod.Begin(writer, summary, signature);
            EmitCrossEntropy(writer, kernel.Op, blockRows);
            KernelMethod.End(writer);
            return;
        }

        (string function, string? extra) = LossEmitter.Function(kernel.Op.Loss, kernel.Op.HuberDelta);
        KernelMethod.EmitElementwise(
            writer,
            summary,
            signature,
            kernel.Op.Prediction.Width,
            blockRows,
            $"T curvature = {Names.Call(function, "SecondDerivative", "S.Load(in prediction, k), S.Load(in target, k)", extra)};",
            $"S.Store({Names.Product(Names.Product("curvature", "S.Create(scale)"), "S.Load(in tangent, k)")}, ref result, k);");
    }

    private static void EmitCrossEntropy(SourceWriter writer, LossOp loss, int blockRows)
    {
        KernelMethod.OpenSamples(writer);
        SoftmaxEmitter.EmitMaximum(writer, "prediction", loss.Prediction.Width, blockRows);
        writer.WriteLine("T sum = S.Create(0f);");
        writer.WriteLine("T targets = S.Create(0f);");
        writer.WriteLine("T products = S.Create(0f);");
        KernelMethod.OpenUnits(writer, loss.Prediction.Width, blockRows);
        writer.WriteLine($"T exponential = {Names.Call("Exp", "OfNegative", "S.Subtract(S.Load(in prediction, k), max)")};");
        writer.WriteLine("sum = S.Add(sum, exponential);");
        writer.WriteLine($"targets = S.Add(targets, {LossEmitter.Target(loss, "S.Load(in target, k)")});");
        writer.WriteLine("products = S.MultiplyAdd(exponential, S.Load(in tangent, k), products);");
        writer.WriteLine("S.Store(exponential, ref result, k);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("// softmax * (tangent - sum softmax tangent) * sum t.");
        writer.WriteLine("T mean = S.Divide(products, sum);");
        writer.WriteLine("T factor = S.Divide(S.Multiply(targets, S.Create(scale)), sum);");
        KernelMethod.OpenUnits(writer, loss.Prediction.Width, blockRows);
        writer.WriteLine($"T probability = {Names.Product("S.Load(ref result, k)", "factor")};");
        writer.WriteLine($"S.Store({Names.Product("probability", "S.Subtract(S.Load(in tangent, k), mean)")}, ref result, k);");
        writer.CloseBlock();
        writer.CloseBlock();
    }
}
