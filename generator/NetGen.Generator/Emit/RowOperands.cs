namespace NetGen.Generator;

/// <summary>
/// The names that a layer of one row reads and writes. A row that fits one register stays there too: what the next layer reads need not wait for
/// the store.
/// </summary>
/// <param name="X">The input in memory.</param>
/// <param name="XRegister">The same as a register, if there is one.</param>
/// <param name="Width">Values of a row that fits one register.</param>
/// <param name="Y">The output in memory.</param>
/// <param name="YRegister">A register to keep the output in as well, if asked.</param>
/// <param name="IsYInMemory">Whether the output is needed in memory where that register holds all of it.</param>
/// <param name="YEnd">Number of outputs where a store must not go beyond them, as the memory is the caller's; 0 where whole registers may be written.</param>
internal sealed record RowOperands(string X, string? XRegister, int Width, string Y, string? YRegister, bool IsYInMemory = true, int YEnd = 0);
