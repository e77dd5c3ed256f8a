namespace NetGen.Generator;

/// <summary>The public methods of derivatives.</summary>
internal static class DerivativeMemberEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan, DerivativePlan derivative, EmitNames names)
    {
        DerivativeSignature signature = DerivativeSignature.Of(derivative);
        string input = $"{Names.ReadOnlySpan}<float>";
        MembersEmitter.EmitInherited(
            writer,
            $"public {(signature.ReturnsLoss ? "float" : "void")} {signature.Method}({input} inputs, "
            + (signature.Operand is null ? "" : $"{input} {signature.Operand}, ")
            + (signature.HasVector ? $"{input} vector, " : "")
            + (signature.HasOutput ? "int output, " : "")
            + $"{Names.Span}<float> {signature.Result})");
        writer.OpenBlock();
        EmitChecks(writer, derivative, signature, names);
        if (signature.IsSlab)
        {
            MembersEmitter.EmitClearGaps(writer, plan, signature.Result);
        }

        writer.WriteLine($"{(signature.ReturnsLoss ? "return " : "")}{names.QualifiedEntry}.{signature.Method}(");
        string pool = MembersEmitter.Pool(derivative.Sequence.Scratch);
        writer.WriteLine($"    {pool}ref {names.QualifiedEntry}.At({GeneratedNames.ParametersField}, {GeneratedNames.StartField}),");
        writer.WriteLine($"    in {Names.MemoryMarshal}.GetReference(inputs),");
        if (signature.Operand is not null)
        {
            writer.WriteLine($"    in {Names.MemoryMarshal}.GetReference({signature.Operand}),");
        }

        if (signature.HasVector)
        {
            writer.WriteLine($"    ref {Names.MemoryMarshal}.GetReference(vector),");
        }

        if (signature.HasOutput)
        {
            writer.WriteLine("    output,");
        }

        writer.WriteLine($"    ref {Names.MemoryMarshal}.GetReference({signature.Result}),");
        writer.WriteLine("    rows);");
        writer.CloseBlock();
    }

    private static void EmitChecks(SourceWriter writer, DerivativePlan derivative, DerivativeSignature signature, EmitNames names)
    {
        string Rows(string name, string size) => $"{Names.Services}.Guard.Rows(inputs.Length, InputSize, {name}.Length, {size}, nameof({name}));";
        string? resultSize = derivative.Program.Kind switch
        {
            DerivativeKind.InputGradient or DerivativeKind.InputJacobian => "InputSize",
            DerivativeKind.JacobianVector => "OutputSize",
            _ => null,
        };
        writer.WriteLine($"int rows = {(signature.Operand is null ? Rows(signature.Result, resultSize!) : Rows(signature.Operand, "OutputSize"))}");
        writer.WriteLine($"{Names.Services}.Guard.NotEmpty(rows, InputSize);");
        if (signature.Operand is not null && resultSize is not null)
        {
            writer.WriteLine(Rows(signature.Result, resultSize));
        }

        if (signature.HasOutput)
        {
            writer.WriteLine($"{Names.Services}.Guard.Output(output, OutputSize);");
        }

        if (signature.HasVector)
        {
            writer.WriteLine($"{Names.Services}.Guard.Slab(vector.Length, {names.QualifiedDescription}.Storage, nameof(vector));");
        }

        if (signature.IsSlab)
        {
            writer.WriteLine($"{Names.Services}.Guard.Slab({signature.Result}.Length, {names.QualifiedDescription}.Storage, nameof({signature.Result}));");
        }

        if (signature.HasVector || signature.Operand == "vector")
        {
            writer.WriteLine($"{Names.Services}.Guard.Apart(vector, {signature.Result}, nameof(vector), nameof({signature.Result}));");
        }
    }
}
