namespace NetGen;

/// <summary>
/// Whether small layers are written out, one statement for each multiply-add, or as loops. Results differ in nothing but, at most, the last bits.
/// The header of the generated file says which each layer got, and why.
/// </summary>
public enum Unroll
{
    /// <summary>What is fastest: small layers unrolled, larger ones as loops.</summary>
    Auto,

    /// <summary>
    /// Unrolled up to what the JIT can optimize: 128 vector multiply-adds a layer. A layer beyond that stays a loop, with the warning NG0052.
    /// </summary>
    Full,

    /// <summary>Loops only: the least code.</summary>
    None,
}
