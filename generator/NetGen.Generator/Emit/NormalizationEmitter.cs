namespace NetGen.Generator;

/// <summary>
/// The kernels of normalization layers. In a block the lanes are samples, so that nothing is summed across a vector but the gradients of
/// parameters, whose order <c>Sum</c> fixes.
/// </summary>
internal static class NormalizationEmitter
{
    /// <summary>The normalized value at k, behind <see cref="EmitMoments"/>.</summary>
    public const string Normalized = "S.Multiply(S.Subtract(S.Load(in x, k), mean), inverse)";

    /// <summary>A row, as a statement.</summary>
    public static void EmitNormalizeRow(SourceWriter writer, NormalizeKernel kernel, string x, string y) =>
        writer.WriteLine($"{Names.Numerics}.RowNormalization.Invoke(in {x}, ref {y}, {kernel.X.Width}, {Literals.Of(kernel.Epsilon)});");

    /// <summary>A row, as statements; lanes are units.</summary>
    public static void EmitScaleShiftRow(SourceWriter writer, ScaleShiftKernel kernel, string x, string y)
    {
        KernelMethod.OpenRow(writer, kernel.X.Width);
        writer.WriteLine($"T weight = S.Load(ref parameters, {Expression.Place(kernel.Scale)});");
        writer.WriteLine($"S.Store(S.MultiplyAdd(S.Load(in {x}, k), weight, S.Load(ref parameters, {Expression.Place(kernel.Bias)})), ref {y}, k);");
        writer.CloseBlock();
    }

    public static void EmitNormalize(SourceWriter writer, NormalizeKernel kernel, int stride)
    {
        KernelMethod.Begin(writer, $"{kernel.Summary}, a block of rows", $"{kernel.Name}(ref readonly float x, ref float y, nint lanes)");
        KernelMethod.OpenSamples(writer);
        EmitMoments(writer, kernel.X.Width, stride, kernel.Epsilon);
        KernelMethod.OpenUnits(writer, kernel.X.Width, stride);
        writer.WriteLine($"S.Store({Normalized}, ref y, k);");
        writer.CloseBlock();
        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    public static void EmitNormalizeGradient(SourceWriter writer, NormalizeGradientKernel kernel, int stride)
    {
        KernelMethod.Begin(writer, kernel.Summary, $"{kernel.Name}(ref readonly float upstream, ref readonly float x, ref float result, nint lanes)");
        KernelMethod.OpenSamples(writer);
        EmitMoments(writer, kernel.X.Width, stride, kernel.Epsilon);
        writer.WriteLine();
        writer.WriteLine("// The means of upstream, and of upstream times the normalized value.");
        writer.WriteLine("T a0 = S.Create(0f);");
        writer.WriteLine("T b0 = S.Create(0f);");
        KernelMethod.OpenUnits(writer, kernel.X.Width, stride);
        writer.WriteLine("T dy = S.Load(in upstream, k);");
        writer.WriteLine("a0 = S.Add(a0, dy);");
        writer.WriteLine($"b0 = S.MultiplyAdd(dy, {Normalized}, b0);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("a0 = S.Divide(a0, count);");
        writer.WriteLine("b0 = S.Divide(b0, count);");
        KernelMethod.OpenUnits(writer, kernel.X.Width, stride);
        writer.WriteLine($"T normalized = {Normalized};");
        writer.WriteLine("T difference = S.Subtract(S.Load(in upstream, k), a0);");
        writer.WriteLine("S.Store(S.Multiply(S.MultiplyAdd(S.Negate(normalized), b0, difference), inverse), ref result, k);");
        writer.CloseBlock();
        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    public static void EmitScaleShift(SourceWriter writer, ScaleShiftKernel kernel, int stride) => KernelMethod.EmitUnitwise(
        writer,
        $"{kernel.Summary}, a block of rows",
        $"{kernel.Name}(ref float parameters, ref readonly float x, ref float y, nint lanes)",
        kernel.X.Width,
        stride,
        [
            $"T weight = S.Broadcast(ref parameters, {Expression.Place(kernel.Scale)});",
            $"T bias = S.Broadcast(ref parameters, {Expression.Place(kernel.Bias)});",
        ],
        "S.Store(S.MultiplyAdd(S.Load(in x, i), weight, bias), ref y, i);");

    public static void EmitScale(SourceWriter writer, ScaleKernel kernel, int stride) => KernelMethod.EmitUnitwise(
        writer,
        kernel.Summary,
        $"{kernel.Name}(ref float parameters, ref readonly float upstream, ref float result, nint lanes)",
        kernel.Result.Width,
        stride,
        [$"T weight = S.Broadcast(ref parameters, {Expression.Place(kernel.Scale)});"],
        "S.Store(S.Multiply(S.Load(in upstream, i), weight), ref result, i);");

    public static void EmitScaleGradient(SourceWriter writer, ScaleGradientKernel kernel, int stride)
    {
        KernelMethod.Begin(
            writer,
            kernel.Summary,
            $"{kernel.Name}(ref readonly float x, ref readonly float upstream, ref float products, ref float gradients, nint rows, nint lanes, bool accumulate)");
        KernelMethod.OpenLines(writer, kernel.X.Width, stride);
        writer.OpenBlock("for (nint i = 0; i < lanes; i += S.Count)");
        writer.WriteLine("S.Store(S.Multiply(S.Load(in upstream, line + i), S.Load(in x, line + i)), ref products, i);");
        writer.CloseBlock();
        writer.WriteLine();
        EmitGradientSums(writer, kernel.Scale, kernel.Bias);
        writer.CloseBlock();
        EmitClearPadding(writer, kernel.X.Width, kernel.Scale, kernel.Bias);
        KernelMethod.End(writer);
    }

    /// <summary>The gradients of a unit's weight and bias: the sums of products and of a line of upstream.</summary>
    public static void EmitGradientSums(SourceWriter writer, ParameterBlock scale, ParameterBlock bias, string upstream = "upstream")
    {
        EmitSum(writer, scale, "weight", "products");
        writer.WriteLine($"ref float dy = ref {Names.Unsafe}.Add(ref {Names.Unsafe}.AsRef(in {upstream}), line);");
        EmitSum(writer, bias, "bias", "dy");
    }

    /// <summary>Zeros behind the gradients of the units, in the first block.</summary>
    public static void EmitClearPadding(SourceWriter writer, int width, params ParameterBlock[] blocks)
    {
        int padding = blocks[0].RowLength - width;
        if (padding > 0)
        {
            writer.OpenBlock("if (!accumulate)");
            foreach (ParameterBlock block in blocks)
            {
                writer.WriteLine(
                    $"{Names.Services}.Block.Clear(ref {Names.Unsafe}.Add(ref gradients, {Literals.Of(block.Offset + width)}), {Literals.Of(padding)});");
            }

            writer.CloseBlock();
        }
    }

    /// <summary>Adds the sum of a line to a parameter's gradient.</summary>
    private static void EmitSum(SourceWriter writer, ParameterBlock block, string name, string source)
    {
        writer.WriteLine($"ref float {name} = ref {Names.Unsafe}.Add(ref gradients, {Expression.Sum("k", Expression.Number(block.Offset))});");
        writer.WriteLine($"float {name}Sum = {Names.Numerics}.Sum.Invoke(in {source}, rows);");
        writer.WriteLine($"{name} = accumulate ? {name} + {name}Sum : {name}Sum;");
    }

    /// <summary>The mean of each sample, and one over its deviation: two passes, because the variance as a difference of squares loses digits.</summary>
    public static void EmitMoments(SourceWriter writer, int width, int stride, float epsilon)
    {
        writer.WriteLine($"T count = S.Create({Literals.Of((float)width)});");
        writer.WriteLine("T mean = S.Create(0f);");
        KernelMethod.OpenUnits(writer, width, stride);
        writer.WriteLine("mean = S.Add(mean, S.Load(in x, k));");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("mean = S.Divide(mean, count);");
        writer.WriteLine("T variance = S.Create(0f);");
        KernelMethod.OpenUnits(writer, width, stride);
        writer.WriteLine("T difference = S.Subtract(S.Load(in x, k), mean);");
        writer.WriteLine("variance = S.MultiplyAdd(difference, difference, variance);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("variance = S.Divide(variance, count);");
        writer.WriteLine($"T inverse = S.Divide(S.Create(1f), S.Sqrt(S.Add(variance, S.Create({Literals.Of(epsilon)}))));");
    }
}
