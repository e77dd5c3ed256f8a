namespace NetGen.Generator;

/// <summary>A derivative that is emitted on request.</summary>
internal enum DerivativeKind
{
    /// <summary>The gradient of the mean loss with respect to the inputs.</summary>
    InputGradient,

    /// <summary>One row of the Jacobian of the outputs with respect to the inputs.</summary>
    InputJacobian,

    /// <summary>The Hessian of the mean loss times a vector.</summary>
    HessianVector,

    /// <summary>The Jacobian of the outputs with respect to the parameters, times a vector.</summary>
    JacobianVector,

    /// <summary>The transpose of that Jacobian, times a vector of outputs.</summary>
    JacobianTransposeVector,
}

/// <summary>What one of them computes.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Program">The ops.</param>
/// <param name="OutputGradient">The gradient that the backward pass begins with, if that is given.</param>
/// <param name="Result">The result for each row; null where the results are gradients of the parameters, or their tangents.</param>
internal sealed record DerivativeProgram(DerivativeKind Kind, NetworkProgram Program, Value? OutputGradient, Value? Result);
