namespace NetGen;

/// <summary>
/// What a rule multiplies by, broadcast to registers before the loop: the JIT would leave the broadcasts in it. What a field means is the rule's
/// own; <see cref="Decay"/> is for the weight decay around it.
/// </summary>
/// <typeparam name="T">The register type.</typeparam>
internal struct Factors<T>
    where T : struct
{
    public T A;
    public T B;
    public T C;
    public T D;
    public T E;
    public T F;
    public T G;
    public T Decay;
}
