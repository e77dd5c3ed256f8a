using System;

namespace NetGen;

/// <summary>
/// The area under the receiver operating characteristic, by ranks (Mann and Whitney): (R - P (P + 1) / 2) / (P N), with R the sum of the ranks of the P
/// positive rows among all, tied rows at their mean rank.
/// </summary>
internal sealed class RocAucAccumulator : MetricAccumulator
{
    private readonly bool _isBinary;
    private float[] _outputs;
    private float[] _targets;
    private float[] _scores = [];
    private bool[] _isPositive = [];
    private int _length;

    internal RocAucAccumulator(MetricTask task, bool binary)
        : base(task)
    {
        MetricTask.CheckClasses(task, "ROC AUC");
        if (binary)
        {
            MetricTask.CheckTwoClasses(task, "ROC AUC");
        }

        _isBinary = binary || task.OutputSize == 1;
        int length = checked(task.ExpectedRows * task.OutputSize);
        _outputs = new float[length];
        _targets = new float[length];
    }

    protected override void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        Keep(outputs);
        targets.CopyTo(_targets.AsSpan(_length));
        _length += outputs.Length;
    }

    protected override void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        Keep(outputs);
        int size = Task.OutputSize;
        for (int i = 0; i < outputs.Length; i++)
        {
            _targets[_length + i] = (float)LabelTarget.Of(labels[i / size], i % size, size);
        }

        _length += outputs.Length;
    }

    protected override double Compute()
    {
        int rows = (int)Rows;
        if (_scores.Length < rows)
        {
            _scores = new float[rows];
            _isPositive = new bool[rows];
        }

        if (_isBinary)
        {
            return Area(Task.OutputSize - 1, rows);
        }

        double sum = 0;
        int counted = 0;
        for (int c = 0; c < Task.OutputSize; c++)
        {
            double area = Area(c, rows);
            if (!double.IsNaN(area))
            {
                sum += area;
                counted++;
            }
        }

        return counted == 0 || HasNaN() ? double.NaN : sum / counted;
    }

    protected override void Clear() => _length = 0;

    private void Keep(ReadOnlySpan<float> outputs)
    {
        int needed = checked(_length + outputs.Length);
        if (needed > _outputs.Length)
        {
            int length = (int)Math.Min(Math.Max(needed, 2L * _outputs.Length), Array.MaxLength);
            Array.Resize(ref _outputs, length);
            Array.Resize(ref _targets, length);
        }

        outputs.CopyTo(_outputs.AsSpan(_length));
    }

    /// <summary>The area of one class against the rest; NaN if there is no row of it, no other row, or a NaN score.</summary>
    private double Area(int column, int rows)
    {
        long positives = 0;
        for (int row = 0; row < rows; row++)
        {
            int at = (row * Task.OutputSize) + column;
            _scores[row] = _outputs[at];
            _isPositive[row] = IsPositive(row, column);
            positives += _isPositive[row] ? 1 : 0;
            if (float.IsNaN(_scores[row]))
            {
                return double.NaN;
            }
        }

        long negatives = rows - positives;
        if (positives == 0 || negatives == 0)
        {
            return double.NaN;
        }

        Span<float> scores = _scores.AsSpan(0, rows);
        scores.Sort(_isPositive.AsSpan(0, rows));

        // Twice the ranks are whole numbers, so the sum is exact.
        long twiceRanks = 0;
        for (int start = 0; start < rows;)
        {
            int end = start;
            int inTie = 0;
            while (end < rows && scores[end] == scores[start])
            {
                inTie += _isPositive[end] ? 1 : 0;
                end++;
            }

            twiceRanks += inTie * ((long)start + 1 + end);
            start = end;
        }

        return (twiceRanks - (positives * (positives + 1))) / (2.0 * positives * negatives);
    }

    private bool HasNaN()
    {
        foreach (float output in _outputs.AsSpan(0, _length))
        {
            if (float.IsNaN(output))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPositive(int row, int column)
    {
        ReadOnlySpan<float> targets = _targets.AsSpan(row * Task.OutputSize, Task.OutputSize);
        return Task.MultiLabel || targets.Length == 1 ? targets[column] > Answers.Threshold : Answers.ClassOf(targets) == column;
    }
}
