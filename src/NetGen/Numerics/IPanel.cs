namespace NetGen.Numerics;

/// <summary>What a transposition needs of a register: it holds one group of 4 columns of several rows, 4 rows apart, a row per 128 bits.</summary>
/// <typeparam name="T">The register type.</typeparam>
internal interface IPanel<T>
    where T : struct
{
    /// <summary>Rows that 4 registers hold together.</summary>
    static abstract int Rows { get; }

    /// <summary>Reads 4 values of row 0, 4, 8 ... behind <paramref name="source"/>.</summary>
    static abstract T Gather(ref readonly float source, nint stride);

    /// <summary>Writes all values to consecutive places.</summary>
    static abstract void Store(T value, ref float destination);

    /// <summary>a0 b0 a1 b1 in every 128 bits.</summary>
    static abstract T ZipLow(T a, T b);

    /// <summary>a2 b2 a3 b3 in every 128 bits.</summary>
    static abstract T ZipHigh(T a, T b);
}
