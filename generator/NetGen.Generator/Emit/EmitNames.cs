using System.Linq;
using System.Text;

namespace NetGen.Generator;

/// <summary>Names of the types and members that belong to one generated network.</summary>
internal sealed class EmitNames(NetworkModel network)
{
    public string Class { get; } = network.Name;

    /// <summary>
    /// Internal, since the compiler takes an eighth longer for code in types with the modifier <c>file</c> (it hashes the path of the file for each name
    /// that it looks up in them), and kernels are most of the code. So the name is one that no other network has, and begins as names of tools do.
    /// </summary>
    public string Kernels { get; } = $"__{string.Concat(network.ContainingTypes.Select(type => Escaped(type.Name) + "__"))}{Escaped(network.Name)}Kernels";

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

    /// <summary>
    /// The name of a type as a part of an identifier: its underscores and the number of its type parameters stay distinct from what stands between the parts.
    /// </summary>
    private static string Escaped(string name)
    {
        string[] parts = name.TrimStart('@').Split('<');
        string identifier = parts[0].Replace("_", "_u");
        return parts.Length == 1 ? identifier : $"{identifier}_{Literals.Of(parts[1].Split(',').Length)}";
    }

    private static string Qualifier(NetworkModel network) => network.Namespace.Length > 0 ? network.Namespace + "." : "";
}
