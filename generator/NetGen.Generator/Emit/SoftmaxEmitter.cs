namespace NetGen.Generator;

/// <summary>Softmax of a block of rows. Lanes are samples, so that nothing is summed across a vector.</summary>
internal static class SoftmaxEmitter
{
    public static void Emit(SourceWriter writer, SoftmaxKernel kernel, int blockRows)
    {
        KernelMethod.Begin(
            writer,
            "softmax, a block of rows: exp(z - max) over its sum",
            $"{kernel.Name}(ref readonly float x, ref float y, nint lanes)",
            Names.Optimized);
        KernelMethod.OpenSamples(writer);
        EmitMaximum(writer, "x", kernel.X.Width, blockRows);
        writer.WriteLine();
        writer.WriteLine("T sum = S.Create(0f);");
        KernelMethod.OpenUnits(writer, kernel.X.Width, blockRows);
        writer.WriteLine($"T exponential = {Names.Call("Exp", "OfNegative", "S.Subtract(S.Load(in x, k), max)")};");
        writer.WriteLine("sum = S.Add(sum, exponential);");
        writer.WriteLine("S.Store(exponential, ref y, k);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("T scale = S.Divide(S.Create(1f), sum);");
        KernelMethod.OpenUnits(writer, kernel.X.Width, blockRows);
        writer.WriteLine($"S.Store({Names.Product("S.Load(ref y, k)", "scale")}, ref y, k);");
        writer.CloseBlock();
        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    /// <summary>y (dy - the sum of dy y) of a block of rows.</summary>
    public static void EmitGradient(SourceWriter writer, SoftmaxGradientKernel kernel, int blockRows)
    {
        KernelMethod.Begin(
            writer, $"{kernel.Summary}: softmax * (upstream - sum softmax upstream)", $"{kernel.Name}(ref readonly float upstream, ref readonly float y, ref float result, nint lanes)");
        KernelMethod.OpenSamples(writer);
        writer.WriteLine("T sum = S.Create(0f);");
        KernelMethod.OpenUnits(writer, kernel.Y.Width, blockRows);
        writer.WriteLine("sum = S.MultiplyAdd(S.Load(in upstream, k), S.Load(in y, k), sum);");
        writer.CloseBlock();
        writer.WriteLine();
        KernelMethod.OpenUnits(writer, kernel.Y.Width, blockRows);
        writer.WriteLine($"S.Store({Names.Product("S.Load(in y, k)", "S.Subtract(S.Load(in upstream, k), sum)")}, ref result, k);");
        writer.CloseBlock();
        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    /// <summary>T max = the largest value of each sample.</summary>
    public static void EmitMaximum(SourceWriter writer, string source, int width, int blockRows)
    {
        writer.WriteLine($"T max = S.Load(in {source}, sample);");
        writer.OpenBlock($"for (nint k = sample + {blockRows}; k < {width * blockRows}; k += {blockRows})");
        writer.WriteLine($"max = S.Max(max, S.Load(in {source}, k));");
        writer.CloseBlock();
    }
}
