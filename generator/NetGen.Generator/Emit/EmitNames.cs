using System.Text;

namespace NetGen.Generator;

/// <summary>Names of the types and members that belong to one generated network.</summary>
internal sealed class EmitNames(NetworkModel network)
{
    public const string ParametersField = "_netgenParameters";
    public const string StartField = "_netgenStart";
    public const string PoolField = "_netgenScratch";

    public string Class { get; } = network.Name;

    public string Kernels { get; } = $"{network.Name}Kernels";

    public string Entry { get; } = $"{network.Name}Entry";

    public string RowKernel { get; } = $"{network.Name}ForwardRow";

    public string BatchKernel { get; } = $"{network.Name}ForwardBatch";

    public string TrainingKernel { get; } = $"{network.Name}Training";

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
}
