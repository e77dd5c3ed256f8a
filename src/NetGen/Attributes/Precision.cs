namespace NetGen;

/// <summary>
/// How exact <see cref="Activation.Tanh"/> and <see cref="Activation.Sigmoid"/> are. Everything else, the losses too, is always accurate. Either
/// way results are the same at every vector width.
/// </summary>
public enum Precision
{
    /// <summary>Within a few units in the last place: tanh 5.8 ulp (3.5e-7), sigmoid 3.8 ulp (2.5e-7).</summary>
    Accurate,

    /// <summary>
    /// Fewer steps: tanh within 5.3e-5, sigmoid within 2.7e-5 of the exact value. Tanh stops at ±0.99996 from |z| = 5 on, sigmoid at 0.00002 and
    /// 0.99998 from |z| = 10 on: small probabilities lose their relative accuracy. Training learns with the same functions; gradients take f' from the output, as always.
    /// </summary>
    Fast,
}
