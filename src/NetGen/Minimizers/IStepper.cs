namespace NetGen;

/// <summary>Takes the steps of one run.</summary>
internal interface IStepper
{
    /// <summary>Moves network and state to a better point.</summary>
    /// <returns>False, with both as they were, if there is none or the run is cancelled.</returns>
    bool Step(in LossProbe probe, MinimizerState state);
}
