using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>A derivative that [Network] asks for, as kernels over a block of rows.</summary>
internal sealed record DerivativePlan(DerivativeProgram Program, KernelSequence Sequence)
{
    /// <summary>
    /// Gives each kernel a name that no other kernel of the network has. Passes share the kernels that they have in common; of two kernels of one name
    /// that differ, for instance in what they fuse, the later one is renamed.
    /// </summary>
    public static IReadOnlyList<Kernel> Rename(IReadOnlyList<Kernel> kernels, List<Kernel> named)
    {
        var result = new List<Kernel>();
        foreach (Kernel kernel in kernels)
        {
            Kernel renamed = kernel;
            for (int number = 1; named.Any(other => other.Name == renamed.Name && other != renamed); number++)
            {
                renamed = kernel with { Name = Numbered(kernel.Name, number) };
            }

            named.Add(renamed);
            result.Add(renamed);
        }

        return result;
    }

    /// <summary>Layer1Block2 for Layer1Block; Layer1InputGradientBlock, then Layer1InputGradientBlock2, for Layer1InputGradient.</summary>
    private static string Numbered(string name, int number) =>
        name.EndsWith("Block", StringComparison.Ordinal) ? name + Literals.Of(number + 1)
        : number == 1 ? $"{name}Block"
        : $"{name}Block{Literals.Of(number)}";
}
