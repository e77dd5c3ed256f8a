namespace NetGen;

/// <summary>A network with <see cref="DropoutAttribute">dropout</see> layers, which draw new masks for each call of <c>Backward</c>.</summary>
/// <remarks>
/// <para>Whether a value is dropped is a function of <see cref="DropoutSeed"/>, <see cref="DropoutStep"/>, the layer, the row in the batch and the unit, and
/// of nothing else: not of the machine, its vector width or other calls. So equal seeds and steps give equal losses and gradients.</para>
/// <para><see cref="Trainer"/> sets both: the seed is <see cref="TrainingOptions.Seed"/>, the step the number of steps taken, from 0. Neither is part of a saved network.</para>
/// </remarks>
public interface IDropoutNetwork : INetwork
{
    /// <summary>Decides the masks of all steps. The seed of the constructor unless set.</summary>
    ulong DropoutSeed { get; set; }

    /// <summary>
    /// The step whose masks the next call of <c>Backward</c> takes; each call adds 1. Where several threads call <c>Backward</c> at once, each call has a step of
    /// its own, in the order in which they begin. 0 in a new network.
    /// </summary>
    long DropoutStep { get; set; }
}
