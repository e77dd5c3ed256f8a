using System;

namespace NetGen;

/// <summary>
/// Walks through the batches of one epoch. Without a seed a batch is a slice of the dataset; with a seed its rows are gathered into a
/// buffer that the dataset keeps for the next epoch.
/// </summary>
public ref struct BatchEnumerator
{
    private readonly Dataset _data;
    private readonly ReadOnlySpan<float> _features;
    private readonly ReadOnlySpan<float> _targets;
    private readonly ReadOnlySpan<int> _labels;
    private readonly ReadOnlySpan<float> _weights;
    private readonly int _batchSize;
    private readonly bool _dropLast;
    private BatchWorkspace? _workspace;
    private int _index;
    private int _start;
    private int _rows;

    internal BatchEnumerator(Dataset data, int batchSize, ulong? seed, int epoch, bool dropLast)
    {
        _data = data;
        _features = data.Features;
        _targets = data.Targets;
        _labels = data.Labels;
        _weights = data.SampleWeights;
        _batchSize = batchSize;
        _dropLast = dropLast;
        _index = -1;

        // The order of rows within one batch of all rows has no meaning, so a full batch needs no copy.
        if (seed is ulong value && batchSize < data.Rows)
        {
            _workspace = data.RentWorkspace(batchSize);
            SeededShuffle.Permutation(_workspace.Order, SeededShuffle.EpochSeed(value, epoch));
        }
    }

    /// <summary>The batch; its spans are valid until the next one.</summary>
    public readonly Batch Current
    {
        get
        {
            int features = _data.FeatureCount;
            int targets = _data.TargetCount;
            if (_workspace is BatchWorkspace workspace)
            {
                return new Batch(
                    _index,
                    _rows,
                    workspace.Features.AsSpan(0, _rows * features),
                    workspace.Targets.AsSpan(0, _rows * targets),
                    workspace.Labels.AsSpan(0, _labels.IsEmpty ? 0 : _rows),
                    workspace.Weights.AsSpan(0, _weights.IsEmpty ? 0 : _rows));
            }

            return new Batch(
                _index,
                _rows,
                _features.Slice(_start * features, _rows * features),
                _targets.Slice(_start * targets, _rows * targets),
                _labels.IsEmpty ? default : _labels.Slice(_start, _rows),
                _weights.IsEmpty ? default : _weights.Slice(_start, _rows));
        }
    }

    /// <summary>Goes to the next batch.</summary>
    /// <returns>False at the end of the epoch.</returns>
    public bool MoveNext()
    {
        int start = _start + _rows;
        int rows = Math.Min(_batchSize, _data.Rows - start);
        if (rows <= 0 || (_dropLast && rows < _batchSize))
        {
            return false;
        }

        _start = start;
        _rows = rows;
        _index++;
        if (_workspace is BatchWorkspace workspace)
        {
            ReadOnlySpan<int> order = workspace.Order.AsSpan(start, rows);
            RowGather.Copy(_features, _data.FeatureCount, order, workspace.Features);
            if (_labels.IsEmpty)
            {
                RowGather.Copy(_targets, _data.TargetCount, order, workspace.Targets);
            }
            else
            {
                RowGather.Copy(_labels, order, workspace.Labels);
            }

            if (!_weights.IsEmpty)
            {
                RowGather.Copy(_weights, 1, order, workspace.Weights);
            }
        }

        return true;
    }

    /// <summary>Hands the buffers back to the dataset; <c>foreach</c> calls it.</summary>
    public void Dispose()
    {
        if (_workspace is BatchWorkspace workspace)
        {
            _workspace = null;
            _rows = 0;
            _start = _data.Rows;
            _data.ReturnWorkspace(workspace);
        }
    }
}
