namespace NetGen.Generator;

/// <summary>The tangents of normalization layers and of their gradients, for a block of rows. Lanes are samples.</summary>
internal static class NormalizationTangentEmitter
{
    /// <summary>x s' + b' + x' s.</summary>
    public static void EmitScaleShift(SourceWriter writer, ScaleShiftTangentKernel kernel, int stride)
    {
        bool hasTangent = kernel.XTangent is not null;
        string sum = "S.MultiplyAdd(S.Load(in x, i), weightTangent, biasTangent)";
        string[] vector =
        [
            $"T weightTangent = S.Broadcast(ref vector, {Expression.Place(kernel.Scale)});",
            $"T biasTangent = S.Broadcast(ref vector, {Expression.Place(kernel.Bias)});",
        ];
        KernelMethod.EmitUnitwise(
            writer,
            kernel.Summary,
            $"{kernel.Name}({DenseTangentEmitter.Slabs(kernel)}ref readonly float x, {(hasTangent ? "ref readonly float tangent, " : "")}ref float result, nint lanes)",
            kernel.X.Width,
            stride,
            hasTangent ? [.. vector, $"T weight = S.Broadcast(ref parameters, {Expression.Place(kernel.Scale)});"] : vector,
            $"S.Store({(hasTangent ? $"S.MultiplyAdd(S.Load(in tangent, i), weight, {sum})" : sum)}, ref result, i);");
    }

    /// <summary>dy' s + dy s'.</summary>
    public static void EmitScale(SourceWriter writer, ScaleTangentKernel kernel, int stride) => KernelMethod.EmitUnitwise(
        writer,
        kernel.Summary,
        $"{kernel.Name}({DenseTangentEmitter.Slabs(kernel)}ref readonly float tangent, ref readonly float upstream, ref float result, nint lanes)",
        kernel.Result.Width,
        stride,
        [
            $"T weight = S.Broadcast(ref parameters, {Expression.Place(kernel.Scale)});",
            $"T weightTangent = S.Broadcast(ref vector, {Expression.Place(kernel.Scale)});",
        ],
        $"S.Store(S.MultiplyAdd(S.Load(in tangent, i), weight, {Names.Product("S.Load(in upstream, i)", "weightTangent")}), ref result, i);");

    /// <summary>The sums of dy' x + dy x' and of dy'.</summary>
    public static void EmitScaleGradient(SourceWriter writer, ScaleGradientTangentKernel kernel, int stride)
    {
        KernelMethod.Begin(
            writer,
            kernel.Summary,
            $"{kernel.Name}(ref readonly float x, ref readonly float upstreamTangent, ref readonly float xTangent, ref readonly float upstream, "
            + "ref float products, ref float gradients, nint rows, nint lanes, bool accumulate)");
        KernelMethod.OpenLines(writer, kernel.X.Width, stride);
        writer.OpenBlock("for (nint i = 0; i < lanes; i += S.Count)");
        writer.WriteLine($"T product = {Names.Product("S.Load(in upstream, line + i)", "S.Load(in xTangent, line + i)")};");
        writer.WriteLine("S.Store(S.MultiplyAdd(S.Load(in upstreamTangent, line + i), S.Load(in x, line + i), product), ref products, i);");
        writer.CloseBlock();
        writer.WriteLine();
        NormalizationEmitter.EmitGradientSums(writer, kernel.Scale, kernel.Bias, "upstreamTangent");
        writer.CloseBlock();
        NormalizationEmitter.EmitClearPadding(writer, kernel.X.Width, kernel.Scale, kernel.Bias);
        KernelMethod.End(writer);
    }

    /// <summary>The tangent of dx = (dy - mean dy - n mean(dy n)) / deviation, with n = (x - mean) / deviation.</summary>
    public static void EmitNormalizeGradient(SourceWriter writer, NormalizeGradientTangentKernel kernel, int stride)
    {
        int width = kernel.X.Width;
        KernelMethod.Begin(
            writer,
            kernel.Summary,
            $"{kernel.Name}(ref readonly float tangent, ref readonly float upstream, ref readonly float x, ref readonly float xTangent, ref float result, nint lanes)");
        KernelMethod.OpenSamples(writer);
        NormalizationEmitter.EmitMoments(writer, width, stride, kernel.Epsilon);
        writer.WriteLine();
        writer.WriteLine("// Means of upstream, tangent and xTangent, and of upstream and xTangent times the normalized value.");
        string[] means = ["a0", "b0", "c0", "d0", "e0"];
        foreach (string mean in means)
        {
            writer.WriteLine($"T {mean} = S.Create(0f);");
        }

        KernelMethod.OpenUnits(writer, width, stride);
        EmitNormalized(writer);
        writer.WriteLine("a0 = S.Add(a0, S.Load(in upstream, k));");
        writer.WriteLine("b0 = S.Add(b0, S.Load(in tangent, k));");
        writer.WriteLine("c0 = S.Add(c0, S.Load(in xTangent, k));");
        writer.WriteLine("d0 = S.MultiplyAdd(S.Load(in upstream, k), normalized, d0);");
        writer.WriteLine("e0 = S.MultiplyAdd(S.Load(in xTangent, k), normalized, e0);");
        writer.CloseBlock();
        writer.WriteLine();
        foreach (string mean in means)
        {
            writer.WriteLine($"{mean} = S.Divide({mean}, count);");
        }

        writer.WriteLine();
        writer.WriteLine("// The mean of the tangent of (upstream times the normalized value).");
        writer.WriteLine("T f0 = S.Create(0f);");
        KernelMethod.OpenUnits(writer, width, stride);
        EmitNormalized(writer);
        EmitNormalizedTangent(writer);
        writer.WriteLine("f0 = S.MultiplyAdd(S.Load(in tangent, k), normalized, f0);");
        writer.WriteLine("f0 = S.MultiplyAdd(S.Load(in upstream, k), normalizedTangent, f0);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("f0 = S.Divide(f0, count);");
        KernelMethod.OpenUnits(writer, width, stride);
        EmitNormalized(writer);
        EmitNormalizedTangent(writer);
        writer.WriteLine("T gradient = S.Multiply(S.MultiplyAdd(S.Negate(normalized), d0, S.Subtract(S.Load(in upstream, k), a0)), inverse);");
        writer.WriteLine("T sum = S.MultiplyAdd(S.Negate(normalized), f0, S.Subtract(S.Load(in tangent, k), b0));");
        writer.WriteLine("sum = S.MultiplyAdd(S.Negate(normalizedTangent), d0, sum);");
        writer.WriteLine("sum = S.MultiplyAdd(S.Negate(gradient), e0, sum);");
        writer.WriteLine("S.Store(S.Multiply(sum, inverse), ref result, k);");
        writer.CloseBlock();
        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    private static void EmitNormalized(SourceWriter writer) =>
        writer.WriteLine($"T normalized = {NormalizationEmitter.Normalized};");

    private static void EmitNormalizedTangent(SourceWriter writer)
    {
        writer.WriteLine("T shifted = S.Subtract(S.Load(in xTangent, k), c0);");
        writer.WriteLine("T normalizedTangent = S.Multiply(S.MultiplyAdd(S.Negate(normalized), e0, shifted), inverse);");
    }
}
