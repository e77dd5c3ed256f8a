using System;

namespace NetGen;

/// <summary>
/// Trains a network on a dataset. The same network, data, optimizer and options give the same history and parameters, bit for bit.
/// </summary>
/// <remarks>
/// <para>Labels suit every network: a <see cref="IClassifier"/> takes them as they are, a network with one output gets them as 0 and 1,
/// any other as one-hot vectors.</para>
/// <para>Which parameters the network has afterwards, however training ends, also by an exception out of
/// <see cref="TrainingOptions.Progress"/>:</para>
/// <list type="bullet">
/// <item>with a validation set, patience, a monitor or a rule that watches a metric (and <see cref="TrainingOptions.RestoreBest"/>): those of the best whole
/// epoch, if there is one;</item>
/// <item>else the last good ones: those after the last step taken. A step is taken only if its loss and all its gradients are finite.
/// If the parameters after the last step are not finite themselves, or give no finite loss on the training set, those from the start of the
/// epoch, or of the epoch before, or from before training: the newest of them that are good.</item>
/// <item>with <see cref="TrainingOptions.AveragedWeights"/>, in both cases the averages in place of the parameters, except where an overflow led back to earlier parameters.</item>
/// </list>
/// <para>A network with <see cref="StandardizeAttribute"/> that has not learnt its offset and scale yet does so from the training set, before the first
/// epoch; a loaded one keeps those it has.</para>
/// <para>The loop allocates nothing per batch. It runs on the caller's thread, unless <see cref="TrainingOptions.Threads"/> asks for more.</para>
/// </remarks>
public static class Trainer
{
    /// <summary>Trains a network.</summary>
    /// <param name="network">The network; its parameters change in place.</param>
    /// <param name="train">The rows to train on.</param>
    /// <param name="optimizer">
    /// The optimizer, a class or a struct; nothing is boxed. Its state goes on from where it is, so that a second call continues the first; another
    /// network, also one of the same class, needs an optimizer of its own or <see cref="IStatefulOptimizer.Reset"/>.
    /// </param>
    /// <param name="options">Epochs, batch size and the rest; null for the defaults.</param>
    /// <returns>History, stop reason and best epoch. NaN or infinity, and a cancellation, are reported there and not thrown.</returns>
    /// <exception cref="ArgumentException">A dataset does not fit the network, or an option is out of range.</exception>
    /// <exception cref="System.IO.InvalidDataException">The file to resume from is no checkpoint of this training; the network stays as it was.</exception>
    /// <exception cref="System.IO.IOException">A checkpoint cannot be written; a folder that is missing is found before training begins.</exception>
    public static TrainingResult Fit<TNetwork, TOptimizer>(TNetwork network, Dataset train, TOptimizer optimizer, TrainingOptions? options = null)
        where TNetwork : class, INetwork
        where TOptimizer : IOptimizer
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        if (optimizer is null)
        {
            throw new ArgumentNullException(nameof(optimizer));
        }

        options ??= new TrainingOptions();
        options.Check(nameof(options));
        if (options.Optimizer is not null && !ReferenceEquals(options.Optimizer, optimizer))
        {
            throw new ArgumentException($"There is an optimizer parameter and another one in {nameof(TrainingOptions.Optimizer)}.", nameof(options));
        }

        return new TrainingRun<TNetwork, TOptimizer>(network, train, optimizer, options).Run();
    }

    /// <summary>Trains a network with the optimizer of the options, or with <see cref="Adam"/>.</summary>
    /// <param name="network">The network; its parameters change in place.</param>
    /// <param name="train">The rows to train on.</param>
    /// <param name="options">Epochs, batch size, optimizer and the rest; null for the defaults.</param>
    /// <returns>History, stop reason and best epoch. NaN or infinity, and a cancellation, are reported there and not thrown.</returns>
    /// <exception cref="ArgumentException">A dataset does not fit the network, or an option is out of range.</exception>
    /// <exception cref="System.IO.InvalidDataException">The file to resume from is no checkpoint of this training; the network stays as it was.</exception>
    /// <exception cref="System.IO.IOException">A checkpoint cannot be written; a folder that is missing is found before training begins.</exception>
    public static TrainingResult Fit<TNetwork>(TNetwork network, Dataset train, TrainingOptions? options = null)
        where TNetwork : class, INetwork => Fit(network, train, options?.Optimizer ?? new Adam(), options);
}
