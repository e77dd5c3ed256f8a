using System;

namespace NetGen.Generator;

/// <summary>
/// The kernels of batch normalization. In a block the lanes are samples, and each line of samples has one unit's mean and deviation. Means and
/// inverse deviations of the batch are a row of units each, one behind the other.
/// </summary>
internal static class BatchNormEmitter
{
    /// <summary>The running statistics as a factor and a term: statements for the units that index names.</summary>
    /// <param name="tensors">Where they lie.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="read">How a value or vector of the slab is read: from its place, the arguments of a load, to the text.</param>
    /// <param name="index">Added to the offset of each tensor.</param>
    /// <param name="suffix">Behind the names of the two results, scale and shift.</param>
    public static string[] Running(BatchNormTensors tensors, float epsilon, Func<string, string> read, string index, string suffix = "")
    {
        string At(ParameterBlock block) => read(Expression.Place(block, index));
        return
        [
            $"T scale{suffix} = {RunningScale(At(tensors.Scale), At(tensors.Variance), epsilon)};",
            $"T shift{suffix} = S.MultiplyAdd(S.Negate({At(tensors.Mean)}), scale{suffix}, {At(tensors.Bias)});",
        ];
    }

    /// <summary>A row, as statements; lanes are units.</summary>
    public static void EmitRunningRow(SourceWriter writer, RunningNormKernel kernel, string x, string y)
    {
        KernelMethod.OpenRow(writer, kernel.X.Width);
        writer.WriteLines(Running(kernel.Tensors, kernel.Epsilon, Load, "k"));
        writer.WriteLine($"S.Store(S.MultiplyAdd(S.Load(in {x}, k), scale, shift), ref {y}, k);");
        writer.CloseBlock();
    }

    /// <summary>Rows as they lie in memory; lanes are units.</summary>
    public static void EmitRunningRows(SourceWriter writer, RunningNormKernel kernel)
    {
        int width = kernel.Tensors.Scale.RowLength;
        KernelMethod.Begin(writer, $"{kernel.Summary}, rows as they lie in memory", $"{kernel.Name}(ref float parameters, ref readonly float x, ref float y, nint rows)");
        writer.OpenBlock($"for (nint k = 0; k < {width}; k += S.Count)");
        writer.WriteLines(Running(kernel.Tensors, kernel.Epsilon, Load, "k"));
        writer.OpenBlock($"for (nint i = k; i < rows * {width}; i += {width})");
        writer.WriteLine("S.Store(S.MultiplyAdd(S.Load(in x, i), scale, shift), ref y, i);");
        writer.CloseBlock();
        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    public static void EmitRunningBlock(SourceWriter writer, RunningNormKernel kernel, int stride) => KernelMethod.EmitUnitwise(
        writer,
        $"{kernel.Summary}, a block of rows",
        $"{kernel.Name}(ref float parameters, ref readonly float x, ref float y, nint lanes)",
        kernel.X.Width,
        stride,
        Running(kernel.Tensors, kernel.Epsilon, Broadcast, "k"),
        "S.Store(S.MultiplyAdd(S.Load(in x, i), scale, shift), ref y, i);");

    public static void EmitRunningGradient(SourceWriter writer, RunningNormGradientKernel kernel, int stride) => KernelMethod.EmitUnitwise(
        writer,
        kernel.Summary,
        $"{kernel.Name}(ref float parameters, ref readonly float upstream, ref float result, nint lanes)",
        kernel.Result.Width,
        stride,
        [$"T scale = {RunningScale(Broadcast(kernel.Tensors.Scale), Broadcast(kernel.Tensors.Variance), kernel.Epsilon)};"],
        $"S.Store({Names.Product("S.Load(in upstream, i)", "scale")}, ref result, i);");

    public static void EmitForward(SourceWriter writer, BatchNormKernel kernel, int stride) => KernelMethod.EmitUnitwise(
        writer,
        $"{kernel.Summary}, a block of rows",
        $"{kernel.Name}(ref float parameters, ref readonly float statistics, ref readonly float x, ref float y, nint lanes)",
        kernel.X.Width,
        stride,
        [
            .. Statistics(kernel.Tensors),
            $"T scale = S.Multiply({Broadcast(kernel.Tensors.Scale)}, inverse);",
            $"T bias = {Broadcast(kernel.Tensors.Bias)};",
        ],
        "S.Store(S.MultiplyAdd(S.Subtract(S.Load(in x, i), mean), scale, bias), ref y, i);");

    public static void EmitSums(SourceWriter writer, BatchNormSumsKernel kernel, int stride)
    {
        KernelMethod.Begin(
            writer,
            kernel.Summary,
            $"{kernel.Name}(ref readonly float statistics, ref readonly float x, ref readonly float upstream, ref float products, ref float gradients, "
            + "nint rows, nint lanes, bool accumulate)");
        KernelMethod.OpenLines(writer, kernel.X.Width, stride);
        writer.WriteLines(Statistics(kernel.Tensors));
        writer.OpenBlock("for (nint i = 0; i < lanes; i += S.Count)");
        writer.WriteLine("T normalized = S.Multiply(S.Subtract(S.Load(in x, line + i), mean), inverse);");
        writer.WriteLine("S.Store(S.Multiply(S.Load(in upstream, line + i), normalized), ref products, i);");
        writer.CloseBlock();
        writer.WriteLine();
        NormalizationEmitter.EmitGradientSums(writer, kernel.Tensors.Scale, kernel.Tensors.Bias);
        writer.CloseBlock();
        NormalizationEmitter.EmitClearPadding(writer, kernel.X.Width, kernel.Tensors.Scale, kernel.Tensors.Bias);
        KernelMethod.End(writer);
    }

    public static void EmitGradient(SourceWriter writer, BatchNormGradientKernel kernel, int stride) => KernelMethod.EmitUnitwise(
        writer,
        $"{kernel.Summary}. rows is those of the batch, gradients has the sums over them",
        $"{kernel.Name}(ref float parameters, ref readonly float statistics, ref readonly float gradients, ref readonly float upstream, ref readonly float x, "
        + "ref float result, float rows, nint lanes)",
        kernel.X.Width,
        stride,
        [
            .. Statistics(kernel.Tensors),
            $"T scale = S.Multiply({Broadcast(kernel.Tensors.Scale)}, inverse);",
            "",
            "// The means of upstream, and of upstream times the normalized value.",
            $"T a0 = S.Divide(S.Broadcast(in gradients, {Expression.Place(kernel.Tensors.Bias)}), S.Create(rows));",
            $"T b0 = S.Multiply(S.Divide(S.Broadcast(in gradients, {Expression.Place(kernel.Tensors.Scale)}), S.Create(rows)), inverse);",
        ],
        "T difference = S.MultiplyAdd(S.Negate(S.Subtract(S.Load(in x, i), mean)), b0, S.Subtract(S.Load(in upstream, i), a0));",
        $"S.Store({Names.Product("difference", "scale")}, ref result, i);");

    /// <summary>The text that reads one value of the slab into all lanes.</summary>
    public static string Broadcast(string place) => $"S.Broadcast(ref parameters, {place})";

    private static string Load(string place) => $"S.Load(ref parameters, {place})";

    private static string RunningScale(string scale, string variance, float epsilon) =>
        $"S.Divide({scale}, S.Sqrt(S.Add({variance}, S.Create({Literals.Of(epsilon)}))))";

    private static string[] Statistics(BatchNormTensors tensors) =>
    [
        "T mean = S.Broadcast(in statistics, k);",
        $"T inverse = S.Broadcast(in statistics, {Expression.Offset("k", Expression.Number(tensors.Scale.RowLength))});",
    ];

    private static string Broadcast(ParameterBlock block) => Broadcast(Expression.Place(block));
}
