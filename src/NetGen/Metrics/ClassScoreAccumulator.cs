using System;

namespace NetGen;

/// <summary>Precision, recall and F1, from three counts a class: its hits, the predictions of it, and its members.</summary>
internal sealed class ClassScoreAccumulator : MetricAccumulator
{
    private readonly ClassScore _score;
    private readonly Averaging _averaging;
    private readonly long[] _hits;
    private readonly long[] _predictions;
    private readonly long[] _members;

    internal ClassScoreAccumulator(MetricTask task, ClassScore score, Averaging averaging)
        : base(task)
    {
        MetricTask.CheckClasses(task, score.ToString());
        if (averaging == Averaging.Binary)
        {
            MetricTask.CheckTwoClasses(task, score.ToString());
        }

        _score = score;
        _averaging = averaging;
        int classes = Math.Max(2, task.OutputSize);
        _hits = new long[classes];
        _predictions = new long[classes];
        _members = new long[classes];
    }

    protected override void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        int size = Task.OutputSize;
        for (int start = 0; start < targets.Length; start += size)
        {
            if (Task.MultiLabel)
            {
                AddLabelSet(outputs.Slice(start, size), targets.Slice(start, size));
            }
            else
            {
                AddRow(Answers.ClassOf(outputs.Slice(start, size)), Answers.ClassOf(targets.Slice(start, size)));
            }
        }
    }

    protected override void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        int size = Task.OutputSize;
        for (int row = 0; row < labels.Length; row++)
        {
            AddRow(Answers.ClassOf(outputs.Slice(row * size, size)), labels[row]);
        }
    }

    protected override double Compute()
    {
        switch (_averaging)
        {
            case Averaging.Binary:
                return Score(_hits[^1], _predictions[^1], _members[^1]);
            case Averaging.Micro:
                return Score(Sum(_hits), Sum(_predictions), Sum(_members));
            default:
                double sum = 0;
                int counted = 0;
                for (int c = 0; c < _hits.Length; c++)
                {
                    if (Task.MultiLabel || _predictions[c] + _members[c] > 0)
                    {
                        sum += Score(_hits[c], _predictions[c], _members[c]);
                        counted++;
                    }
                }

                return counted == 0 ? 0 : sum / counted;
        }
    }

    protected override void Clear()
    {
        Array.Clear(_hits);
        Array.Clear(_predictions);
        Array.Clear(_members);
    }

    private static long Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private double Score(long hits, long predictions, long members)
    {
        (long part, long whole) = _score switch
        {
            ClassScore.Precision => (hits, predictions),
            ClassScore.Recall => (hits, members),
            _ => (2 * hits, predictions + members),
        };
        return whole == 0 ? 0 : (double)part / whole;
    }

    private void AddRow(int predicted, int actual)
    {
        // NaN has the class -1: no prediction, or no member.
        if (predicted >= 0)
        {
            _predictions[predicted]++;
        }

        if (actual >= 0)
        {
            _members[actual]++;
            _hits[actual] += predicted == actual ? 1 : 0;
        }
    }

    private void AddLabelSet(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        for (int c = 0; c < targets.Length; c++)
        {
            bool predicted = outputs[c] > Answers.Threshold;
            bool actual = targets[c] > Answers.Threshold;
            _predictions[c] += predicted ? 1 : 0;
            _members[c] += actual ? 1 : 0;
            _hits[c] += predicted && actual ? 1 : 0;
        }
    }
}
