namespace NetGen.Generator;

/// <summary>What kind of member a <see cref="SurfaceMember"/> is.</summary>
internal enum SurfaceKind
{
    /// <summary>A public constant.</summary>
    Constant,

    /// <summary>The public constructor.</summary>
    Constructor,

    /// <summary>An instance property, read-only unless the member says otherwise.</summary>
    Property,

    /// <summary>A read-only static property.</summary>
    StaticProperty,

    /// <summary>An instance method.</summary>
    Method,

    /// <summary>A static method.</summary>
    StaticMethod,
}
