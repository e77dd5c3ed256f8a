namespace NetGen.Generator;

/// <summary>What the methods of kernels have in common: their first and last lines, and their loops over a block.</summary>
internal static class KernelMethod
{
    /// <summary>Opens a method.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="summary">What it computes.</param>
    /// <param name="signature">Its name and parameters.</param>
    /// <param name="options">Its attribute.</param>
    /// <param name="type">What it returns.</param>
    public static void Begin(SourceWriter writer, string summary, string signature, string options = Names.OwnFrame, string type = "void")
    {
        Names.EmitSummary(writer, summary);
        writer.WriteLine(options);
        writer.OpenBlock($"public static {type} {signature}");
        writer.OpenBlock("unchecked");
    }

    /// <summary>Closes the method.</summary>
    public static void End(SourceWriter writer)
    {
        writer.CloseBlock();
        writer.CloseBlock();
    }

    /// <summary>Opens the loop over registers of samples, of which so many go through at a time.</summary>
    public static void OpenSamples(SourceWriter writer, string end = "lanes", int registers = 1) =>
        writer.OpenBlock($"for (nint sample = 0; sample < {end}; sample += {Expression.Sum(Expression.Vectors(registers))})");

    /// <summary>Opens the loop over the units of a register of samples; k is the place of one.</summary>
    public static void OpenUnits(SourceWriter writer, int width, int stride) =>
        writer.OpenBlock($"for (nint k = sample; k < {width * stride}; k += {stride})");

    /// <summary>Opens the loop over the values of one row, by registers; a register behind the last value is neither read nor written.</summary>
    public static void OpenRow(SourceWriter writer, int width) => writer.OpenBlock($"for (nint k = 0; k < {Literals.Of(width)}; k += S.Count)");

    /// <summary>Opens the loop over units; line is the place of the first sample of unit k.</summary>
    public static void OpenLines(SourceWriter writer, int width, int stride)
    {
        writer.OpenBlock($"for (nint k = 0; k < {width}; k++)");
        writer.WriteLine($"nint line = {Expression.Product("k", stride)};");
    }

    /// <summary>A whole method: statements for each unit k, and then for all of its samples; i is the place of one.</summary>
    public static void EmitUnitwise(
        SourceWriter writer, string summary, string signature, int width, int stride, string[] perUnit, params string[] perSample)
    {
        Begin(writer, summary, signature);
        OpenLines(writer, width, stride);
        writer.WriteLines(perUnit);
        writer.OpenBlock("for (nint i = line; i < line + lanes; i += S.Count)");
        writer.WriteLines(perSample);
        writer.CloseBlock();
        writer.CloseBlock();
        End(writer);
    }

    /// <summary>A whole method: statements for all values of a block; k is the place of one.</summary>
    public static void EmitElementwise(SourceWriter writer, string summary, string signature, int width, int stride, params string[] statements)
    {
        Begin(writer, summary, signature);
        writer.OpenBlock($"for (nint line = 0; line < {width * stride}; line += {stride})");
        writer.OpenBlock("for (nint k = line; k < line + lanes; k += S.Count)");
        writer.WriteLines(statements);
        writer.CloseBlock();
        writer.CloseBlock();
        End(writer);
    }
}
