using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>Which value of the forward pass the derivative of an activation is computed from, and so which one is kept.</summary>
internal enum DerivativeSource
{
    Input,
    Output,
}

/// <summary>What the compiler must know of an element-wise activation; the function itself is the runtime class of the same name.</summary>
/// <param name="Function">The enum member; also the name of the class in NetGen.Numerics.</param>
/// <param name="DerivativeFrom">What the class's Derivative takes.</param>
/// <param name="HasAlpha">Whether Invoke and Derivative take an alpha.</param>
/// <param name="Cost">Operations of Invoke, roughly: cheap ones are worth repeating for every accumulator of a tile.</param>
/// <param name="DerivativeCost">Operations of Derivative, roughly.</param>
/// <param name="Initializer">What <see cref="Initializer.Auto"/> stands for.</param>
internal sealed record ActivationFunction(
    Activation Function,
    DerivativeSource DerivativeFrom,
    bool HasAlpha,
    int Cost,
    int DerivativeCost,
    Initializer Initializer)
{
    /// <summary>Whether f'' is 0, by convention also where f' jumps: then the class has no SecondDerivative.</summary>
    public bool IsPiecewiseLinear { get; init; }
}

/// <summary>All element-wise activations. Softmax works on whole rows and is an op of its own.</summary>
internal static class ActivationCatalogue
{
    /// <summary>Above this cost a function gets a loop of its own instead of a copy for every accumulator of a tile.</summary>
    public const int CheapCost = 4;

    public static IReadOnlyList<ActivationFunction> All { get; } =
    [
        new(Activation.Linear, DerivativeSource.Output, false, 0, 0, Initializer.XavierUniform) { IsPiecewiseLinear = true },
        new(Activation.Sigmoid, DerivativeSource.Output, false, 18, 2, Initializer.XavierUniform),
        new(Activation.Tanh, DerivativeSource.Output, false, 20, 2, Initializer.XavierUniform),
        new(Activation.ReLU, DerivativeSource.Output, false, 1, 1, Initializer.HeNormal) { IsPiecewiseLinear = true },
        new(Activation.LeakyReLU, DerivativeSource.Output, true, 2, 1, Initializer.HeNormal) { IsPiecewiseLinear = true },
        new(Activation.ELU, DerivativeSource.Output, true, 20, 2, Initializer.HeNormal),
        new(Activation.SELU, DerivativeSource.Output, false, 20, 2, Initializer.LeCunNormal),
        new(Activation.GELU, DerivativeSource.Input, false, 30, 40, Initializer.HeNormal),
        new(Activation.SiLU, DerivativeSource.Input, false, 19, 22, Initializer.HeNormal),
        new(Activation.Softplus, DerivativeSource.Input, false, 32, 18, Initializer.HeNormal),
        new(Activation.Softsign, DerivativeSource.Input, false, 3, 4, Initializer.XavierUniform),
        new(Activation.HardSigmoid, DerivativeSource.Output, false, 3, 2, Initializer.XavierUniform) { IsPiecewiseLinear = true },
        new(Activation.HardTanh, DerivativeSource.Output, false, 2, 2, Initializer.XavierUniform) { IsPiecewiseLinear = true },
        new(Activation.Mish, DerivativeSource.Input, false, 40, 50, Initializer.HeNormal),
    ];

    public static ActivationFunction Get(Activation function)
    {
        foreach (ActivationFunction item in All)
        {
            if (item.Function == function)
            {
                return item;
            }
        }

        throw new KeyNotFoundException($"{function} is not in the catalogue of element-wise activations.");
    }
}
