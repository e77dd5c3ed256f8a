using System;
using System.Collections.Concurrent;

namespace NetGen;

/// <summary>
/// A figure of how well a network does, such as <see cref="Accuracy"/> or <see cref="F1Macro"/>: measured by <see cref="Evaluator"/>, or in a loop of
/// your own by <see cref="CreateAccumulator"/>. Immutable. Values agree with scikit-learn's, unless a metric says otherwise.
/// </summary>
/// <remarks>
/// <para>The class of a row is where its largest output is (the first of equals), and so for target vectors; a single output stands for class 1 if it is
/// greater than 0.5, else for 0. With <see cref="MetricTask.MultiLabel"/> each output is a class of its own, predicted where it is greater than 0.5.
/// A row with a NaN output predicts no class: it is a miss.</para>
/// <para>Precision = hits / predictions, recall = hits / members, F1 = 2 hits / (predictions + members), each from 0 to 1, and 0 where
/// the divisor is 0: a class that is never predicted has precision 0, one without members recall 0. Binary forms are those of class 1. Macro forms are the plain
/// mean over the classes that have members or predictions (multi-label: over all). Micro forms add up the counts of all classes first; where each
/// row has one class and no output is NaN, all three equal the accuracy.</para>
/// </remarks>
public sealed class Metric
{
    private static readonly ConcurrentDictionary<int, Metric> TopKs = new();

    private readonly Func<MetricTask, MetricAccumulator> _create;

    /// <summary>Makes a metric of your own.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="higherIsBetter">True for an accuracy, false for an error.</param>
    /// <param name="create">Makes an accumulator; called for each measurement.</param>
    public Metric(string name, bool higherIsBetter, Func<MetricTask, MetricAccumulator> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(create);
        Name = name;
        HigherIsBetter = higherIsBetter;
        _create = create;
    }

    /// <summary>The mean loss, weighted by rows; lower is better. Its accumulator is a <see cref="LossAccumulator"/>.</summary>
    public static Metric Loss { get; } = new("loss", false, _ => new LossAccumulator());

    /// <summary>Correct answers / answers, from 0 to 1. An answer is a row, in multi-label tasks an output.</summary>
    public static Metric Accuracy { get; } = new("accuracy", true, task => new AccuracyAccumulator(task));

    /// <summary>Precision of class 1, for two classes.</summary>
    public static Metric Precision { get; } = Score("precision", ClassScore.Precision, Averaging.Binary);

    /// <summary>Mean precision of the classes.</summary>
    public static Metric PrecisionMacro { get; } = Score("macro precision", ClassScore.Precision, Averaging.Macro);

    /// <summary>Precision of all classes' counts.</summary>
    public static Metric PrecisionMicro { get; } = Score("micro precision", ClassScore.Precision, Averaging.Micro);

    /// <summary>Recall of class 1, for two classes.</summary>
    public static Metric Recall { get; } = Score("recall", ClassScore.Recall, Averaging.Binary);

    /// <summary>Mean recall of the classes: the balanced accuracy, where each class has members.</summary>
    public static Metric RecallMacro { get; } = Score("macro recall", ClassScore.Recall, Averaging.Macro);

    /// <summary>Recall of all classes' counts.</summary>
    public static Metric RecallMicro { get; } = Score("micro recall", ClassScore.Recall, Averaging.Micro);

    /// <summary>F1 of class 1, for two classes.</summary>
    public static Metric F1 { get; } = Score("F1", ClassScore.F1, Averaging.Binary);

    /// <summary>Mean F1 of the classes.</summary>
    public static Metric F1Macro { get; } = Score("macro F1", ClassScore.F1, Averaging.Macro);

    /// <summary>F1 of all classes' counts.</summary>
    public static Metric F1Micro { get; } = Score("micro F1", ClassScore.F1, Averaging.Micro);

    /// <summary>
    /// The area under the ROC curve for two classes: the probability that a row of class 1 has a larger output (of two outputs: the second)
    /// than a row of class 0, equal outputs counting one half. From 0 to 1, 0.5 by chance. NaN if a class has no rows or an output is NaN.
    /// Keeps all rows until <see cref="MetricAccumulator.Value"/> sorts them.
    /// </summary>
    public static Metric RocAuc { get; } = new("ROC AUC", true, task => new RocAucAccumulator(task, binary: true));

    /// <summary>
    /// The mean over the classes of the area under the ROC curve of each class against the rest. Classes without rows, or with all
    /// of them, have no curve and are left out; NaN if none is left or an output is NaN.
    /// </summary>
    public static Metric RocAucMacro { get; } = new("macro ROC AUC", true, task => new RocAucAccumulator(task, binary: false));

    /// <summary>The mean of |output - target| over all outputs of all rows; 0 at best.</summary>
    public static Metric MeanAbsoluteError { get; } = new("MAE", false, task => new ErrorAccumulator(task, squared: false));

    /// <summary>
    /// The square root of the mean of (output - target)^2 over all outputs of all rows; 0 at best. (With several outputs scikit-learn takes the mean of their roots.)
    /// </summary>
    public static Metric RootMeanSquaredError { get; } = new("RMSE", false, task => new ErrorAccumulator(task, squared: true));

    /// <summary>
    /// The coefficient of determination 1 - sum (target - output)^2 / sum (target - mean target)^2, the plain mean over the outputs: 1 at best, 0 for the
    /// mean itself, below 0 for worse. An output with constant targets counts 1 if met exactly, else 0. NaN with fewer than 2 rows.
    /// </summary>
    public static Metric R2 { get; } = new("R2", true, task => new R2Accumulator(task));

    /// <summary>The name, such as <c>macro F1</c>.</summary>
    public string Name { get; }

    /// <summary>True for an accuracy, false for an error.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>
    /// Rows whose class has one of the k largest outputs / rows, from 0 to 1; of equal outputs the first is taken as the larger (scikit-learn: the last). For at least two outputs, a class each.
    /// </summary>
    /// <param name="k">At least 1, at most the number of outputs. 1 is <see cref="Accuracy"/>. The same k is the same metric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public static Metric TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return TopKs.GetOrAdd(k, static k => new Metric($"top-{k} accuracy", true, task => new TopKAccumulator(task, k)));
    }

    /// <summary>Starts counting.</summary>
    /// <param name="task">The network's outputs.</param>
    /// <exception cref="ArgumentException">The metric does not suit them, such as a binary one for ten classes.</exception>
    /// <exception cref="InvalidOperationException">A metric of your own makes no accumulator.</exception>
    public MetricAccumulator CreateAccumulator(MetricTask task) =>
        _create(task) ?? throw new InvalidOperationException($"The metric '{Name}' made null; expected an accumulator.");

    /// <inheritdoc />
    public override string ToString() => Name;

    private static Metric Score(string name, ClassScore score, Averaging averaging) => new(name, true, task => new ClassScoreAccumulator(task, score, averaging));
}
