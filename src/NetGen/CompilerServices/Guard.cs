using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.CompilerServices;

/// <summary>
/// Checks the arguments of generated methods; the message names the argument, the shape expected and the one given. Messages are made apart from the checks:
/// what makes a text would have the callers clear memory for it in each call.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Usage", "CA2208:Instantiate argument exceptions correctly", Justification = "The argument is the generated method's.")]
public static class Guard
{
    /// <summary>Checks the lengths of a forward pass and returns the number of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows(int inputsLength, int inputSize, int outputsLength, int outputSize, string outputsName)
    {
        int rows = inputsLength / inputSize;
        if (inputsLength != rows * inputSize || outputsLength != (long)rows * outputSize)
        {
            ThrowRows(inputsLength, inputSize, outputsLength, outputSize, outputsName);
        }

        return rows;
    }

    /// <summary>Checks that a batch has at least one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotEmpty(int rows, int inputSize)
    {
        if (rows == 0)
        {
            ThrowEmpty(inputSize);
        }
    }

    /// <summary>Checks that a batch has rows enough for statistics.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BatchStatistics(int rows, string layer)
    {
        if (rows == 1)
        {
            ThrowSingleRow(layer);
        }
    }

    /// <summary>Checks the length of a gradient slab.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradients(int length, int parameterStorage) => Slab(length, parameterStorage, "gradients");

    /// <summary>Checks that every label is a class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Labels(ReadOnlySpan<int> labels, int classes)
    {
        // Without a sign a negative label is larger than every class. The framework's search takes as long as a tenth of a small network's training step.
        ref int start = ref MemoryMarshal.GetReference(labels);
        Vector128<uint> largest = Vector128<uint>.Zero;
        int i = 0;
        for (; labels.Length - i >= Vector128<int>.Count; i += Vector128<int>.Count)
        {
            largest = Vector128.Max(largest, Vector128.LoadUnsafe(ref start, (nuint)i).AsUInt32());
        }

        bool isClass = Vector128.LessThanAll(largest, Vector128.Create((uint)classes));
        for (; i < labels.Length; i++)
        {
            isClass &= (uint)labels[i] < (uint)classes;
        }

        if (!isClass)
        {
            ThrowLabel(labels, classes);
        }
    }

    /// <summary>Checks the length of a slab that is stored as the parameters are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Slab(int length, int parameterStorage, string name)
    {
        if (length != parameterStorage)
        {
            ThrowSlab(length, parameterStorage, name);
        }
    }

    /// <summary>Checks the index of an output.</summary>
    public static void Output(int output, int outputSize)
    {
        if ((uint)output >= (uint)outputSize)
        {
            ThrowOutput(output, outputSize);
        }
    }

    /// <summary>Checks that a result does not overwrite the vector that it is computed from.</summary>
    public static void Apart(ReadOnlySpan<float> vector, ReadOnlySpan<float> product, string vectorName, string productName)
    {
        if (vector.Overlaps(product))
        {
            ThrowOverlap(vectorName, productName);
        }
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowEmpty(int inputSize) => throw new ArgumentException($"inputs is empty; expected at least one row of {inputSize} values.", "inputs");

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowSingleRow(string layer) => throw new ArgumentException(
        $"inputs has one row; the batch normalization {layer} needs at least 2 in Backward, because one row has no variance. Forward and ComputeLoss take any number.",
        "inputs");

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowSlab(int length, int parameterStorage, string name) =>
        throw new ArgumentException($"{name} has {length} values; expected ParameterStorage = {parameterStorage}.", name);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLabel(ReadOnlySpan<int> labels, int classes)
    {
        int index = labels.IndexOfAnyExceptInRange(0, classes - 1);
        throw new ArgumentOutOfRangeException(nameof(labels), labels[index], $"labels[{index}] is {labels[index]}; expected a class from 0 to {classes - 1}.");
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOutput(int output, int outputSize) =>
        throw new ArgumentOutOfRangeException(nameof(output), output, $"output is {output}; expected an output from 0 to {outputSize - 1}.");

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOverlap(string vectorName, string productName) =>
        throw new ArgumentException($"{productName} overlaps {vectorName}; expected memory of its own.", productName);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowRows(int inputsLength, int inputSize, int outputsLength, int outputSize, string outputsName)
    {
        if (inputsLength % inputSize != 0)
        {
            throw new ArgumentException($"inputs has {inputsLength} values; expected whole rows of {inputSize} (rows x InputSize).", "inputs");
        }

        int rows = inputsLength / inputSize;
        throw new ArgumentException(
            $"{outputsName} has {outputsLength} values; expected {(long)rows * outputSize} for {rows} rows of {outputSize}.", outputsName);
    }
}
