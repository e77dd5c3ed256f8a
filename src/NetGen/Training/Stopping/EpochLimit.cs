using System;

namespace NetGen;

/// <summary><see cref="StopRule.AfterEpochs"/>.</summary>
internal sealed class EpochLimit : StopRule
{
    private readonly int _epochs;

    internal EpochLimit(int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        _epochs = epochs;
    }

    public override string Reason => _epochs == 1 ? "1 epoch done." : FormattableString.Invariant($"{_epochs} epochs done.");

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"after {_epochs} epochs");

    public override bool AfterEpoch(EpochReport report) => report.Epoch >= _epochs;
}
