using System;

namespace NetGen.Generator;

/// <summary>Picks the widest registers that the machine has; the JIT keeps only the branch that is taken.</summary>
internal static class WidthLadder
{
    private static readonly int[] Widths = [512, 256, 128];

    /// <param name="writer">Where to.</param>
    /// <param name="names">The network's names.</param>
    /// <param name="maxBits">The widest registers of use.</param>
    /// <param name="call">Statement for a kernel class.</param>
    /// <param name="minBits">The narrowest registers that the statement is for; 0 for none at all.</param>
    /// <param name="otherwise">Statement for the rest.</param>
    public static void Emit(SourceWriter writer, EmitNames names, int maxBits, Func<string, string> call, int minBits = 0, string otherwise = "")
    {
        string keyword = "if";
        foreach (int bits in Widths)
        {
            if (bits > maxBits || bits < minBits)
            {
                continue;
            }

            writer.OpenBlock($"{keyword} ({Names.Intrinsics}.Vector{bits}.IsHardwareAccelerated)");
            writer.WriteLine(call(names.KernelsFor(bits)));
            writer.CloseBlock();
            keyword = "else if";
        }

        writer.OpenBlock("else");
        writer.WriteLine(minBits == 0 ? call(names.KernelsFor(0)) : otherwise);
        writer.CloseBlock();
    }

    /// <summary>The registers of a lane width.</summary>
    public static int Bits(int lanes) => lanes * 32;
}
