namespace NetGen.Generator;

/// <summary>The kernels that scale the inputs.</summary>
internal static class StandardizeEmitter
{
    /// <summary>A row, as statements; lanes are inputs.</summary>
    public static void EmitRow(SourceWriter writer, StandardizeKernel kernel, string x, string y)
    {
        KernelMethod.OpenRow(writer, kernel.X.Width);
        writer.WriteLine($"S.Store(S.Multiply(S.Subtract(S.Load(in {x}, k), {Load(kernel.Offset)}), {Load(kernel.Scale)}), ref {y}, k);");
        writer.CloseBlock();
    }

    /// <summary>Rows as they lie in memory, to rows of whole registers. Nothing behind a row is read.</summary>
    public static void EmitRows(SourceWriter writer, StandardizeKernel kernel, int paddedWidth)
    {
        int width = kernel.X.Width;
        KernelMethod.Begin(writer, $"{kernel.Summary}, rows as they lie in memory", $"{kernel.Name}(ref float parameters, ref readonly float x, ref float y, nint rows)");
        writer.OpenBlock("for (nint row = 0; row < rows; row++)");
        writer.WriteLine($"nint from = {Expression.Product("row", width)};");
        writer.WriteLine($"nint to = {Expression.Product("row", paddedWidth)};");
        writer.WriteLine("nint k = 0;");
        writer.OpenBlock($"for (; k + S.Count <= {Literals.Of(width)}; k += S.Count)");
        writer.WriteLine($"S.Store(S.Multiply(S.Subtract(S.Load(in x, from + k), {Load(kernel.Offset)}), {Load(kernel.Scale)}), ref y, to + k);");
        writer.CloseBlock();
        writer.WriteLine();
        writer.OpenBlock($"for (; k < {Literals.Of(width)}; k++)");
        writer.WriteLine($"float value = {Names.Unsafe}.Add(ref {Names.Unsafe}.AsRef(in x), from + k);");
        writer.WriteLine($"float offset = {Scalar(kernel.Offset)};");
        writer.WriteLine($"float scale = {Scalar(kernel.Scale)};");
        writer.WriteLine($"{Names.Unsafe}.Add(ref y, to + k) = (value - offset) * scale;");
        writer.CloseBlock();
        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    public static void EmitBlock(SourceWriter writer, StandardizeKernel kernel, int stride) => KernelMethod.EmitUnitwise(
        writer,
        $"{kernel.Summary}, a block of rows",
        $"{kernel.Name}(ref float parameters, ref readonly float x, ref float y, nint lanes)",
        kernel.X.Width,
        stride,
        [
            $"T offset = S.Broadcast(ref parameters, {Expression.Place(kernel.Offset)});",
            $"T scale = S.Broadcast(ref parameters, {Expression.Place(kernel.Scale)});",
        ],
        "S.Store(S.Multiply(S.Subtract(S.Load(in x, i), offset), scale), ref y, i);");

    /// <summary>One input of a register of samples, as an expression.</summary>
    public static string Sample(ParameterBlock offset, ParameterBlock scale, string x, int k) =>
        $"S.Multiply(S.Subtract({x}, S.Broadcast(ref parameters, {Literals.Of(offset.Offset + k)})), S.Broadcast(ref parameters, {Literals.Of(scale.Offset + k)}))";

    private static string Load(ParameterBlock block) => $"S.Load(ref parameters, {Expression.Place(block)})";

    private static string Scalar(ParameterBlock block) => $"{Names.Unsafe}.Add(ref parameters, {Expression.Sum("k", Expression.Number(block.Offset))})";
}
