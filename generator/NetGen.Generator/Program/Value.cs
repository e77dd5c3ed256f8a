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
