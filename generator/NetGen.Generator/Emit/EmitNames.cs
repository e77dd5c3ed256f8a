using System.Text;

namespace NetGen.Generator;

/// <summary>Names of the types and members that belong to one generated network.</summary>
internal sealed class EmitNames(NetworkModel network)
{
    public string Class { get; } = network.Name;

    public string Kernels { get; } = $"{network.Name}Kernels";

    public string Entry { get; } = $"{network.Name}Entry";

    public string Description { get; } = $"{network.Name}Description";

    /// <summary>The entry points as the user's class must name them: its own members may have any name that has no global:: before it.</summary>
    public string QualifiedEntry { get; } = $"global::{Qualifier(network)}{network.Name}Entry";

    /// <summary>The description as the user's class must name it.</summary>
    public string QualifiedDescription { get; } = $"global::{Qualifier(network)}{network.Name}Description";

    public string RowKernel { get; } = $"{network.Name}ForwardRow";

    public string BatchKernel { get; } = $"{network.Name}ForwardBatch";

    public string TrainingKernel { get; } = $"{network.Name}Training";

    /// <summary>The training step of a network with batch normalization.</summary>
    public string StepKernel { get; } = $"{network.Name}TrainingStep";

    /// <summary>The kernel of a derivative.</summary>
    public string DerivativeKernel(DerivativeSignature signature) => $"{network.Name}{signature.Method}";

    /// <summary>The kernels for registers of so many bits; 0 is the scalar fallback.</summary>
    public string KernelsFor(int bits) => bits == 0
        ? $"{Kernels}<{Names.Numerics}.SimdScalar, float>"
        : $"{Kernels}<{Names.Numerics}.Simd{bits}, {Names.Intrinsics}.Vector{bits}<float>>";

    /// <summary>layer1.y becomes layer1Y.</summary>
    public static string Local(Value value)
    {
        var name = new StringBuilder();
        bool upper = false;
        foreach (char c in value.Name)
        {
            if (c is '.' or '_')
            {
                upper = true;
                continue;
            }

            name.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return name.ToString();
    }

    private static string Qualifier(NetworkModel network) => network.Namespace.Length > 0 ? network.Namespace + "." : "";
}
