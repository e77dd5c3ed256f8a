using System;

namespace NetGen.Generator;

/// <summary>
/// The names of the private members of a generated class. The frontend refuses user members of these names, so the emitters need not
/// look for free ones. The public members are in <see cref="PublicSurface"/>.
/// </summary>
internal static class GeneratedNames
{
    /// <summary>What the names of private generated members start with.</summary>
    public const string Prefix = "_netgen";

    /// <summary>The field that holds the array with the parameters.</summary>
    public const string ParametersField = Prefix + "Parameters";

    /// <summary>The field that holds where in the array the parameters begin.</summary>
    public const string StartField = Prefix + "Start";

    /// <summary>The field that holds the pool of scratch memory, where a network needs one.</summary>
    public const string ScratchField = Prefix + "Scratch";

    /// <summary>The field that holds the seed of the dropout masks, where a network has some.</summary>
    public const string DropoutSeedField = Prefix + "DropoutSeed";

    /// <summary>The field that holds the step of the dropout masks, where a network has some.</summary>
    public const string DropoutStepField = Prefix + "DropoutStep";

    /// <summary>The field that holds the memory of training steps over a whole batch, where a network needs it.</summary>
    public const string BatchField = Prefix + "Batch";

    /// <summary>The property for parameters and buffers as one span, where a network has buffers.</summary>
    public const string TensorsProperty = Prefix + "Tensors";

    /// <summary>The generated file's alias of GeneratedCodeAttribute.</summary>
    public const string CodeAlias = Prefix + "Code";

    /// <summary>The generated file's alias of ExcludeFromCodeCoverageAttribute.</summary>
    public const string UncoveredAlias = Prefix + "Uncovered";

    /// <summary>Whether user code may not declare a member of this name.</summary>
    public static bool IsReserved(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
