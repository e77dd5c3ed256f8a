using System.Diagnostics.CodeAnalysis;

namespace NetGen.Data;

/// <summary>The type of the elements of an IDX file, as the third byte of the file says.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The elements are exactly these .NET types.")]
public enum IdxType
{
    /// <summary>Unsigned byte.</summary>
    Byte = 0x08,

    /// <summary>Signed byte.</summary>
    SByte = 0x09,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 0x0B,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 0x0C,

    /// <summary>32-bit float.</summary>
    Single = 0x0D,

    /// <summary>64-bit float.</summary>
    Double = 0x0E,
}
