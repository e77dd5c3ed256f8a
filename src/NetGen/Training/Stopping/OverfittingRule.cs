using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary><see cref="StopRule.WhenOverfitting(int)"/>.</summary>
internal sealed class OverfittingRule : StopRule
{
    private readonly TrainingMetric _training;
    private readonly TrainingMetric _validation;
    private readonly int _epochs;
    private float _lastTraining = float.NaN;
    private float _bestValidation = float.PositiveInfinity;
    private int _count;

    internal OverfittingRule(TrainingMetric training, TrainingMetric validation, int epochs)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        _training = training;
        _validation = validation;
        _epochs = epochs;
    }

    public override string Reason => FormattableString.Invariant(
        $"Overfitting: the {_training.Name} improved and the {_validation.Name} did not, {_epochs} {(_epochs == 1 ? "epoch" : "epochs")} in a row.");

    internal override IEnumerable<TrainingMetric> Metrics => [_training, _validation];

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"when the {_training.Name} improves and the {_validation.Name} does not, for {_epochs} epochs");

    public override bool AfterEpoch(EpochReport report)
    {
        float training = _training.Cost(report);
        float validation = _validation.Cost(report);
        _count = training < _lastTraining && validation >= _bestValidation ? _count + 1 : 0;
        _lastTraining = training;
        _bestValidation = validation < _bestValidation ? validation : _bestValidation;
        return _count >= _epochs;
    }

    public override StopRule Fresh() => new OverfittingRule(_training, _validation, _epochs);
}
