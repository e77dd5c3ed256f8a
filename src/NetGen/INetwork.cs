using System;
using System.IO;

namespace NetGen;

/// <summary>
/// What every generated network offers. Use the class itself, or this interface as a generic constraint, at the same speed.
/// </summary>
/// <remarks>
/// <para>Matrices are row-major spans: <c>inputs</c> holds rows of <see cref="InputSize"/> values, <c>outputs</c> and <c>targets</c> rows of <see cref="OutputSize"/>.</para>
/// <para><see cref="Forward"/> and <see cref="ComputeLoss"/> may run on any number of threads at once, as long as nothing writes the parameters meanwhile;
/// <c>Backward</c> too, each call with gradients of its own, except on a network with <see cref="NetworkDescription.HasBatchStatistics"/>, whose
/// <c>Backward</c> writes <see cref="Buffers"/>: there it must be the only call.</para>
/// <para>Layers that compute otherwise in training do so in <c>Backward</c> alone: its loss is that of training. A network with batch
/// statistics computes with the statistics of the batch in <c>Backward</c>, and with the running ones in <see cref="Forward"/> and
/// <see cref="ComputeLoss"/>: the two losses differ.</para>
/// </remarks>
public interface INetwork
{
    /// <summary>Number of input features.</summary>
    int InputSize { get; }

    /// <summary>Number of outputs.</summary>
    int OutputSize { get; }

    /// <summary>Number of trainable scalars, padding not counted.</summary>
    int ParameterCount { get; }

    /// <summary>Length of <see cref="Parameters"/> and of a gradient slab, padding included.</summary>
    int ParameterStorage { get; }

    /// <summary>Sizes, loss and tensors of the network.</summary>
    NetworkDescription Description { get; }

    /// <summary>
    /// The parameters in storage order, an order of the compiler's choice. Padding is zero and must stay zero.
    /// For a single tensor in canonical order use <see cref="GetTensor"/> and <see cref="SetTensor"/>.
    /// </summary>
    Span<float> Parameters { get; }

    /// <summary>
    /// What the network keeps beside its parameters, such as running statistics, in storage order: <see cref="NetworkDescription.BufferStorage"/> values,
    /// none for most networks. Saved and loaded with the parameters, but no optimizer changes them. A copy of a network's state is a copy of both.
    /// </summary>
    Span<float> Buffers => default;

    /// <summary>Computes the outputs of one row or of many. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="InputSize"/> values.</param>
    /// <param name="outputs">rows x <see cref="OutputSize"/> values, written. Must not overlap <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>Computes the batch mean loss and its gradient. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="InputSize"/> values, at least one row.</param>
    /// <param name="targets">rows x <see cref="OutputSize"/> values.</param>
    /// <param name="gradients"><see cref="ParameterStorage"/> values in storage order, overwritten.</param>
    /// <returns>The batch mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients);

    /// <summary>Computes the batch mean loss without gradients. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="InputSize"/> values, at least one row.</param>
    /// <param name="targets">rows x <see cref="OutputSize"/> values.</param>
    /// <returns>The batch mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>Takes one optimizer step. Allocates nothing, except the optimizer's state at its first step.</summary>
    /// <param name="optimizer">The optimizer; a struct is not boxed.</param>
    /// <param name="gradients"><see cref="ParameterStorage"/> values, as <c>Backward</c> writes them.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    void Update<TOptimizer>(TOptimizer optimizer, ReadOnlySpan<float> gradients)
        where TOptimizer : IOptimizer;

    /// <summary>Copies a tensor out, row-major, in PyTorch's shape.</summary>
    /// <param name="name">A name of <see cref="NetworkDescription.Tensors"/>, such as <c>layer1.weight</c>.</param>
    /// <param name="destination">As many values as the tensor has, written.</param>
    /// <exception cref="ArgumentException">No such tensor, or the length does not fit.</exception>
    void GetTensor(string name, Span<float> destination);

    /// <summary>Copies a tensor in, row-major, in PyTorch's shape.</summary>
    /// <param name="name">A name of <see cref="NetworkDescription.Tensors"/>, such as <c>layer1.weight</c>.</param>
    /// <param name="source">As many values as the tensor has.</param>
    /// <exception cref="ArgumentException">No such tensor, or the length does not fit.</exception>
    void SetTensor(string name, ReadOnlySpan<float> source);

    /// <summary>Saves all tensors as a safetensors file, written under a temporary name and then moved.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    void Save(string path);

    /// <summary>Writes all tensors in the safetensors format.</summary>
    /// <param name="stream">A writable stream; stays open.</param>
    void Save(Stream stream);

    /// <summary>Loads all tensors from a safetensors file. If anything does not fit, the network keeps its parameters.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">Not a safetensors file, or names, shapes or types differ; the message lists the differences.</exception>
    void Load(string path);

    /// <summary>Reads all tensors in the safetensors format. If anything does not fit, the network keeps its parameters.</summary>
    /// <param name="stream">A readable stream; stays open.</param>
    /// <exception cref="InvalidDataException">Not in the safetensors format, or names, shapes or types differ; the message lists the differences.</exception>
    void Load(Stream stream);
}

/// <summary>A network with <see cref="Loss.CrossEntropy"/>, which also takes targets as class indices.</summary>
public interface IClassifier : INetwork
{
    /// <summary>Computes the batch mean loss and its gradient. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="labels">One class index a row, from 0 to <see cref="INetwork.OutputSize"/> - 1.</param>
    /// <param name="gradients"><see cref="INetwork.ParameterStorage"/> values in storage order, overwritten.</param>
    /// <returns>The batch mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a label is out of range.</exception>
    float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradients);

    /// <summary>Computes the batch mean loss without gradients. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="labels">One class index a row, from 0 to <see cref="INetwork.OutputSize"/> - 1.</param>
    /// <returns>The batch mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a label is out of range.</exception>
    float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);
}
