namespace NetGen.Generator;

/// <summary>
/// What stands in for a wrong network: the members that code elsewhere may use, all of which throw. So the only error that the user sees is
/// the one about the declaration. Compares by content.
/// </summary>
/// <param name="HintName">Name of the generated file.</param>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="ContainingTypes">Outermost first.</param>
/// <param name="Keyword">The keyword that the user declared the type with.</param>
/// <param name="Name">The type name without type parameters.</param>
/// <param name="TypeParameters">Such as <c>&lt;T&gt;</c>, or empty.</param>
/// <param name="Shape">Which members can be written.</param>
/// <param name="Features">Which members it has.</param>
/// <param name="InputSize">As far as the declaration tells, at least 1.</param>
/// <param name="OutputSize">As far as the declaration tells, at least 1.</param>
/// <param name="ParameterCount">As far as the declaration tells, at least 1.</param>
/// <param name="Omitted">Signatures of generated members that user members stand in the way of.</param>
/// <param name="OmittedImplementations">Signatures of interface members that the user implements.</param>
/// <param name="Errors">The ids that the exceptions name.</param>
/// <param name="BaseArguments">What the constructor hands to the base constructor; empty for nothing.</param>
internal sealed record SkeletonModel(
    string HintName,
    string Namespace,
    EquatableArray<ContainingTypeModel> ContainingTypes,
    string Keyword,
    string Name,
    string TypeParameters,
    SkeletonShape Shape,
    NetworkFeatures Features,
    int InputSize,
    int OutputSize,
    int ParameterCount,
    EquatableArray<string> Omitted,
    EquatableArray<string> OmittedImplementations,
    EquatableArray<string> Errors,
    string BaseArguments);
