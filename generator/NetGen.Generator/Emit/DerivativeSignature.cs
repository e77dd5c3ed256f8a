using System;

namespace NetGen.Generator;

/// <summary>How a derivative is called.</summary>
/// <param name="Method">The method of the class.</param>
/// <param name="Summary">What it computes.</param>
/// <param name="Result">The result's name.</param>
/// <param name="Operand">The name of the operand that has a row of outputs for each row of inputs; null without one.</param>
internal sealed record DerivativeSignature(string Method, string Summary, string Result, string? Operand)
{
    /// <summary>The name of the pass over a block of rows.</summary>
    public string Pass { get; init; } = $"{Method}Block";

    /// <summary>Whether it takes a vector stored as the parameters are.</summary>
    public bool HasVector { get; init; }

    /// <summary>Whether it takes the index of an output.</summary>
    public bool HasOutput { get; init; }

    /// <summary>Whether it returns the loss.</summary>
    public bool ReturnsLoss { get; init; }

    /// <summary>Whether it takes the derivative of the mean loss, so of each row's loss over the number of values in the mean.</summary>
    public bool HasLoss => Operand == "targets";

    /// <summary>Whether the result is stored as the parameters are, and summed over blocks of rows.</summary>
    public bool IsSlab { get; init; }

    /// <summary>What it takes beside the inputs, as parameters of the methods behind the public one.</summary>
    public string Operands =>
        (Operand is null ? "" : $"ref readonly float {Operand}, ") + (HasVector ? "ref float vector, " : "") + (HasOutput ? "nint output, " : "");

    public static DerivativeSignature Of(DerivativePlan derivative) => derivative.Program.Kind switch
    {
        DerivativeKind.InputGradient => new("InputGradient", "the mean loss and its gradient with respect to the inputs", "inputGradients", "targets")
        {
            ReturnsLoss = true,
        },
        DerivativeKind.InputJacobian => new("InputJacobian", "the derivatives of one output with respect to the inputs", "jacobian", null)
        {
            HasOutput = true,
        },
        DerivativeKind.HessianVector => new("HessianVector", "the Hessian of the mean loss times a vector", "product", "targets")
        {
            HasVector = true,
            IsSlab = true,
        },
        DerivativeKind.JacobianVector => new("ResidualJacobianVector", "the Jacobian of the outputs times a vector", "product", null)
        {
            Pass = "JacobianBlock",
            HasVector = true,
        },
        DerivativeKind.JacobianTransposeVector =>
            new("ResidualJacobianTransposeVector", "the transposed Jacobian of the outputs times a vector", "product", "vector")
            {
                Pass = "JacobianTransposeBlock",
                IsSlab = true,
            },
        _ => throw new ArgumentOutOfRangeException(nameof(derivative), derivative.Program.Kind, "No such derivative."),
    };
}
