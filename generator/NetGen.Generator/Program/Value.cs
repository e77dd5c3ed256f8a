using System;

namespace NetGen.Generator;

internal enum ValueKind
{
    Input,

    /// <summary>What the loss is given: targets, and the weights of rows.</summary>
    Target,
    Parameter,
    Buffer,
    Intermediate,
    ParameterGradient,
    Loss,

    /// <summary>A direction in the space of the parameters, stored as they are.</summary>
    ParameterTangent,
}

/// <summary>A named tensor of the program.</summary>
/// <param name="Name">Unique in the program.</param>
/// <param name="Kind">Where it comes from, or what it is for.</param>
/// <param name="Batched">Whether it has a row for each sample; then <paramref name="Shape"/> is the shape of one row.</param>
/// <param name="Shape">Dimensions, without the rows.</param>
internal sealed record Value(string Name, ValueKind Kind, bool Batched, EquatableArray<int> Shape)
{
    private const string GradientPrefix = "d_";
    private const string TangentPrefix = "t_";

    /// <summary>The name of the value's gradient.</summary>
    public string GradientName => GradientPrefix + Name;

    /// <summary>The name of the value's tangent.</summary>
    public string TangentName => TangentPrefix + Name;

    /// <summary>Whether it is a gradient.</summary>
    public bool IsGradient => Name.StartsWith(GradientPrefix, StringComparison.Ordinal);

    /// <summary>Whether it is a tangent, of a gradient or another value.</summary>
    public bool IsTangent => Name.StartsWith(TangentPrefix, StringComparison.Ordinal);

    /// <summary>The name of what a gradient or tangent belongs to.</summary>
    public string OriginName => Name.Substring(GradientPrefix.Length);

    /// <summary>Elements of one row, or of the whole tensor where it has no rows.</summary>
    public int Width
    {
        get
        {
            int width = 1;
            foreach (int size in Shape)
            {
                width *= size;
            }

            return width;
        }
    }

    public override string ToString() =>
        $"{Name} [{(Batched ? "rows" + (Shape.Count > 0 ? ", " : "") : "")}{string.Join(", ", Shape)}]";
}
