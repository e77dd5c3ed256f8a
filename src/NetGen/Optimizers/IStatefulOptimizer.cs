using System;
using System.IO;

namespace NetGen;

/// <summary>An optimizer whose state can be saved and restored, so that a training run can go on later as if it had not stopped.</summary>
/// <remarks>
/// <para>The file is in the safetensors format: one tensor per state and parameter tensor in canonical form, named as PyTorch names them
/// (<c>layer1.weight.exp_avg</c>), with the optimizer's kind, the step count and the hyperparameters as metadata.</para>
/// <para>One optimizer serves one network, from one thread at a time. A network of another shape is refused; a second network of the same class
/// can't be told from the first and would go on with its state: make an optimizer for each, or call <see cref="Reset"/> in between.</para>
/// </remarks>
public interface IStatefulOptimizer : IOptimizer
{
    /// <summary>Number of steps taken since the beginning or the last <see cref="Reset"/>.</summary>
    long StepCount { get; }

    /// <summary>Makes the state for a network, so that the first step does not allocate either. Does nothing if it is there.</summary>
    /// <exception cref="InvalidOperationException">The optimizer serves another network.</exception>
    void Prepare(NetworkDescription network);

    /// <summary>Forgets the state, the step count and the network. Hyperparameters stay.</summary>
    void Reset();

    /// <summary>Saves state and hyperparameters; written under a temporary name and then moved.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="InvalidOperationException">There is no state yet: neither a step was taken nor <see cref="Prepare"/> called.</exception>
    void Save(string path);

    /// <summary>Writes state and hyperparameters.</summary>
    /// <param name="stream">A writable stream; stays open.</param>
    /// <exception cref="InvalidOperationException">There is no state yet: neither a step was taken nor <see cref="Prepare"/> called.</exception>
    void Save(Stream stream);

    /// <summary>Restores state and hyperparameters, the learning rate included. If anything does not fit, the optimizer stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network that the optimizer will step.</param>
    /// <exception cref="InvalidDataException">Not a safetensors file, or of another optimizer or network; the message lists the differences.</exception>
    /// <exception cref="InvalidOperationException">The optimizer serves another network.</exception>
    void Load(string path, NetworkDescription network);

    /// <summary>Restores state and hyperparameters, the learning rate included. If anything does not fit, the optimizer stays as it was.</summary>
    /// <param name="stream">A readable stream, read to its end; stays open.</param>
    /// <param name="network">The network that the optimizer will step.</param>
    /// <exception cref="InvalidDataException">Not in the safetensors format, or of another optimizer or network; the message lists the differences.</exception>
    /// <exception cref="InvalidOperationException">The optimizer serves another network.</exception>
    void Load(Stream stream, NetworkDescription network);
}
