namespace NetGen;

/// <summary>
/// The function applied to a layer's weighted sum <c>z</c>. Formulas and derivatives are PyTorch's.
/// </summary>
public enum Activation
{
    /// <summary>f(z) = z.</summary>
    Linear,

    /// <summary>f(z) = 1 / (1 + exp(-z)).</summary>
    Sigmoid,

    /// <summary>f(z) = tanh(z).</summary>
    Tanh,

    /// <summary>f(z) = max(0, z). The derivative at 0 is 0.</summary>
    ReLU,

    /// <summary>f(z) = z for z &gt; 0, else alpha * z. Alpha is 0.01 unless set.</summary>
    LeakyReLU,

    /// <summary>f(z) = z for z &gt; 0, else alpha * (exp(z) - 1). Alpha is 1 unless set.</summary>
    ELU,

    /// <summary>f(z) = s * (z for z &gt; 0, else a * (exp(z) - 1)), s = 1.0507009873554805, a = 1.6732632423543772.</summary>
    SELU,

    /// <summary>f(z) = z * (1 + erf(z / sqrt(2))) / 2, the exact form.</summary>
    GELU,

    /// <summary>f(z) = z / (1 + exp(-z)), also called swish.</summary>
    SiLU,

    /// <summary>f(z) = log(1 + exp(z)).</summary>
    Softplus,

    /// <summary>f(z) = z / (1 + |z|).</summary>
    Softsign,

    /// <summary>f(z) = clamp(z / 6 + 1/2, 0, 1).</summary>
    HardSigmoid,

    /// <summary>f(z) = clamp(z, -1, 1).</summary>
    HardTanh,

    /// <summary>f(z) = z * tanh(softplus(z)).</summary>
    Mish,

    /// <summary>f(z)_k = exp(z_k) / sum_j exp(z_j), over the units of the layer. Last layer only, with <see cref="Loss.CrossEntropy"/>.</summary>
    Softmax,
}
