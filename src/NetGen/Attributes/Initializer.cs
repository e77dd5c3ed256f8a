namespace NetGen;

/// <summary>
/// How the weights of a layer start. <c>fan_in</c> is the number of inputs of the layer, <c>fan_out</c> its number of units. Biases start at zero.
/// </summary>
public enum Initializer
{
    /// <summary>He normal for the ReLU family (ReLU, LeakyReLU, ELU, GELU, SiLU, Mish, Softplus), LeCun normal for SELU, Xavier uniform otherwise.</summary>
    Auto,

    /// <summary>All zero.</summary>
    Zeros,

    /// <summary>N(0, 1) times 0.01.</summary>
    SmallNormal,

    /// <summary>U(-a, a), a = sqrt(6 / (fan_in + fan_out)). Glorot and Bengio, 2010.</summary>
    XavierUniform,

    /// <summary>N(0, s^2), s = sqrt(2 / (fan_in + fan_out)). Glorot and Bengio, 2010.</summary>
    XavierNormal,

    /// <summary>U(-a, a), a = sqrt(6 / fan_in). He et al., 2015.</summary>
    HeUniform,

    /// <summary>N(0, s^2), s = sqrt(2 / fan_in). He et al., 2015.</summary>
    HeNormal,

    /// <summary>N(0, s^2), s = sqrt(1 / fan_in). LeCun et al., 1998; Klambauer et al., 2017.</summary>
    LeCunNormal,
}
