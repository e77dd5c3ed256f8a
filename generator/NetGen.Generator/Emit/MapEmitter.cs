namespace NetGen.Generator;

/// <summary>Element-wise kernels: activations and their gradients.</summary>
internal static class MapEmitter
{
    /// <summary>f of every value of one row, as statements.</summary>
    public static void EmitRow(SourceWriter writer, MapKernel kernel, string x, string y)
    {
        KernelMethod.OpenRow(writer, kernel.X.Width);
        writer.WriteLine($"S.Store({Names.Invoke(kernel.Activation, $"S.Load(in {x}, k)")}, ref {y}, k);");
        writer.CloseBlock();
    }

    /// <summary>f of every value of a block.</summary>
    public static void EmitBlock(SourceWriter writer, MapKernel kernel, int blockRows) => KernelMethod.EmitElementwise(
        writer,
        $"{kernel.Summary}, a block of rows",
        $"{kernel.Name}(ref readonly float x, ref float y, nint lanes)",
        kernel.X.Width,
        blockRows,
        $"S.Store({Names.Invoke(kernel.Activation, "S.Load(in x, k)")}, ref y, k);");

    /// <summary>upstream * f'(saved) for every value of a block.</summary>
    public static void EmitGradient(SourceWriter writer, MapGradientKernel kernel, int blockRows) => KernelMethod.EmitElementwise(
        writer,
        kernel.Summary,
        $"{kernel.Name}(ref readonly float upstream, ref readonly float saved, ref float result, nint lanes)",
        kernel.Result.Width,
        blockRows,
        $"S.Store({Names.Product("S.Load(in upstream, k)", Names.Derivative(kernel.Activation, "S.Load(in saved, k)"))}, ref result, k);");

    /// <summary>x + other of every value of one row, as statements.</summary>
    public static void EmitAddRow(SourceWriter writer, AddKernel kernel, string x, string other, string y)
    {
        KernelMethod.OpenRow(writer, kernel.Result.Width);
        writer.WriteLine($"S.Store(S.Add(S.Load(in {x}, k), S.Load(in {other}, k)), ref {y}, k);");
        writer.CloseBlock();
    }

    /// <summary>x + other for every value of a block.</summary>
    public static void EmitAdd(SourceWriter writer, AddKernel kernel, int blockRows) => KernelMethod.EmitElementwise(
        writer,
        $"{kernel.Summary}, a block of rows",
        $"{kernel.Name}(ref readonly float x, ref readonly float other, ref float y, nint lanes)",
        kernel.Result.Width,
        blockRows,
        "S.Store(S.Add(S.Load(in x, k), S.Load(in other, k)), ref y, k);");

    /// <summary>x * mask for every value of a block.</summary>
    public static void EmitMask(SourceWriter writer, MaskKernel kernel, int blockRows) => KernelMethod.EmitElementwise(
        writer,
        $"{kernel.Summary}, a block of rows",
        $"{kernel.Name}(ref readonly float x, ref readonly float mask, ref float y, nint lanes)",
        kernel.Result.Width,
        blockRows,
        $"S.Store({Names.Product("S.Load(in x, k)", "S.Load(in mask, k)")}, ref y, k);");
}
