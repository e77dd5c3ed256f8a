using System.ComponentModel;

namespace NetGen.CompilerServices;

/// <summary>A forward pass that needs scratch memory. Implemented by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IForwardKernel
{
    /// <summary>Computes the outputs of <paramref name="rows"/> rows.</summary>
    static abstract void Run(ref float scratch, ref float parameters, ref readonly float inputs, ref float outputs, nint rows);
}

/// <summary>A training pass that needs scratch memory. Implemented by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITrainingKernel
{
    /// <summary>
    /// Computes the mean loss of <paramref name="rows"/> rows and, unless <paramref name="gradients"/> is a null reference, its gradient.
    /// One of <paramref name="targets"/> and <paramref name="labels"/> is a null reference.
    /// </summary>
    static abstract float Run(
        ref float scratch, ref float parameters, ref readonly float inputs, ref readonly float targets, ref readonly int labels, ref float gradients, nint rows);
}

/// <summary>A training pass that needs scratch memory and a context. Implemented by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IContextTrainingKernel
{
    /// <summary>As <see cref="ITrainingKernel.Run"/>, with dropout as the context says.</summary>
    static abstract float Run(
        ref float scratch,
        ref float parameters,
        ref readonly float inputs,
        ref readonly float targets,
        ref readonly int labels,
        ref float gradients,
        nint rows,
        ref readonly TrainingContext context);
}

/// <summary>A derivative that needs scratch memory. Implemented by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDerivativeKernel
{
    /// <summary>Computes a derivative for <paramref name="rows"/> rows, and returns their mean loss if it computes that, else 0.</summary>
    /// <param name="scratch">The scratch memory.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="inputs">The rows of inputs.</param>
    /// <param name="operand">A row of outputs for each row: targets or a vector. A null reference if there is none.</param>
    /// <param name="vector">A vector stored as the parameters are. A null reference if there is none.</param>
    /// <param name="output">The output to differentiate, if it is a single one.</param>
    /// <param name="result">The result.</param>
    /// <param name="rows">Number of rows.</param>
    static abstract float Run(
        ref float scratch, ref float parameters, ref readonly float inputs, ref readonly float operand, ref float vector, nint output, ref float result, nint rows);
}
