namespace NetGen;

/// <summary>
/// How exact <see cref="Activation.Tanh"/> and <see cref="Activation.Sigmoid"/> are. Everything else, the losses too, is always accurate. Either
/// way results are the same at every vector width.
/// </summary>
public enum Precision
{
    /// <summary>Within a few units in the last place: tanh 5.7 ulp (3.4e-7), sigmoid 2.8 ulp (1.8e-7).</summary>
    Accurate,

    /// <summary>
    /// Fewer steps: tanh within 1.5e-4, sigmoid within 7.5e-5 of the exact value. Tanh stops at ±0.99991 from |z| = 5 on, sigmoid at 0.00005 and
    /// 0.99995 from |z| = 10 on. Training learns with the same functions; gradients take f' from the output, as always.
    /// </summary>
    Fast,
}
