namespace NetGen.Generator;

/// <summary>Which members a wrong network can have.</summary>
internal enum SkeletonShape
{
    /// <summary>All, and the runtime's interface.</summary>
    Full,

    /// <summary>A static class: static members only.</summary>
    StaticMembers,

    /// <summary>An interface: the runtime's interface as its base.</summary>
    InterfaceOnly,

    /// <summary>A ref struct: all members, but no interface.</summary>
    MembersOnly,
}
