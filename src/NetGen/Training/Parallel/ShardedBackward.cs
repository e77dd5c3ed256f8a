using System;
using NetGen.CompilerServices;

namespace NetGen;

/// <summary>
/// Loss and gradient of a batch as the mean over its shards, weighted by their rows, or by the weights of their rows. Each shard has a slab of its own and
/// the sum goes from shard 0 on, so the result does not depend on the threads or their timing.
/// </summary>
internal sealed unsafe class ShardedBackward<TNetwork> : IDisposable
    where TNetwork : class, INetwork
{
    // A cache line: two threads never write the same one.
    private const int SliceUnit = 16;

    private readonly TNetwork _network;
    private readonly IPartialTraining? _partial;
    private readonly IDropoutNetwork? _dropout;
    private readonly Memory<float>[] _gradients;
    private readonly float[] _losses;
    private readonly double[] _weights;
    private readonly bool[] _finite;
    private readonly ThreadTeam _team;
    private readonly Action<int> _computeShard;
    private readonly Action<int> _reduceSlice;
    private float* _features;
    private float* _targets;
    private int* _labels;
    private float* _sampleWeights;
    private int _rows;
    private double _totalWeight;
    private int _count;
    private ulong _dropoutSeed;
    private long _dropoutStep;

    /// <param name="network">The network.</param>
    /// <param name="gradients">The slab of the result, and of the first shard.</param>
    /// <param name="shards">The most shards of a batch.</param>
    /// <param name="threads">The most threads, the caller's included.</param>
    internal ShardedBackward(TNetwork network, Memory<float> gradients, int shards, int threads)
    {
        _network = network;
        _partial = network as IPartialTraining;
        _dropout = network as IDropoutNetwork;
        _gradients = new Memory<float>[shards];
        _gradients[0] = gradients;
        for (int shard = 1; shard < shards; shard++)
        {
            _gradients[shard] = ParameterMemory.Allocate(gradients.Length, out int start).AsMemory(start, gradients.Length);
        }

        _team = new ThreadTeam(Math.Min(threads, shards), shards);
        _losses = new float[shards];
        _weights = new double[shards];
        _finite = new bool[_team.Members];
        _computeShard = ComputeShard;
        _reduceSlice = ReduceSlice;
    }

    /// <summary>True if no value of the last gradient is NaN or infinite.</summary>
    internal bool AllFinite => !_finite.AsSpan().Contains(false);

    internal void Start() => _team.Start();

    /// <summary>Computes the batch mean loss and its gradient. Dropout takes one step for the whole batch.</summary>
    internal float Run(in Batch batch)
    {
        _rows = batch.Rows;
        _count = Shards.Count(_rows, _gradients.Length);
        if (_dropout is not null)
        {
            _dropoutSeed = _dropout.DropoutSeed;
            _dropoutStep = _dropout.DropoutStep++;
        }

        // The threads of the team read the caller's spans while it is in here.
        fixed (float* features = batch.Features)
        fixed (float* targets = batch.Targets)
        fixed (int* labels = batch.Labels)
        fixed (float* sampleWeights = batch.SampleWeights)
        {
            _features = features;
            _targets = targets;
            _labels = labels;
            _sampleWeights = sampleWeights;
            _totalWeight = 0;
            for (int shard = 0; shard < _count; shard++)
            {
                _weights[shard] = sampleWeights is null ? RowsOf(shard) : RowWeights.Sum(batch.SampleWeights.Slice(Shards.Start(shard, _rows, _count), RowsOf(shard)));
                _totalWeight += _weights[shard];
            }

            if (_count == 1)
            {
                ComputeShard(0);
                _finite.AsSpan().Fill(FiniteScan.AllFinite(_gradients[0].Span));
                return _losses[0];
            }

            _team.Run(_computeShard, _count);
        }

        _team.Run(_reduceSlice, _team.Members);
        double sum = 0;
        for (int shard = 0; shard < _count; shard++)
        {
            sum += _losses[shard] * _weights[shard];
        }

        return (float)(sum / _totalWeight);
    }

    public void Dispose() => _team.Dispose();

    private void ComputeShard(int shard)
    {
        int start = Shards.Start(shard, _rows, _count);
        int rows = RowsOf(shard);
        Span<float> gradients = _gradients[shard].Span;
        if (_weights[shard] == 0)
        {
            // No row counts: there is no mean.
            gradients.Clear();
            _losses[shard] = 0f;
            return;
        }

        ReadOnlySpan<float> inputs = Rows(_features, start, rows, _network.InputSize);
        ReadOnlySpan<float> targets = _labels is null ? Rows(_targets, start, rows, _network.OutputSize) : default;
        ReadOnlySpan<int> labels = _labels is null ? default : new ReadOnlySpan<int>(_labels + start, rows);
        ReadOnlySpan<float> sampleWeights = _sampleWeights is null ? default : Rows(_sampleWeights, start, rows, 1);
        if (_partial is null)
        {
            Batch part = new(shard, rows, inputs, targets, labels, sampleWeights);
            _losses[shard] = BatchPass.Backward(_network, in part, gradients);
            return;
        }

        double factor = rows / _weights[shard];
        TrainingContext context = _dropout is null
            ? new(sampleWeights, factor)
            : new(_dropoutSeed, _dropoutStep, start, sampleWeights, factor);
        _losses[shard] = _partial.Backward(inputs, targets, labels, gradients, in context);
    }

    private void ReduceSlice(int slice)
    {
        int length = _gradients[0].Length;
        int start = SliceStart(slice, length);
        int size = SliceStart(slice + 1, length) - start;
        Span<float> sum = _gradients[0].Span.Slice(start, size);
        float kept = WeightOf(0);
        for (int shard = 1; shard < _count; shard++)
        {
            WeightedSum.Invoke(sum, kept, _gradients[shard].Span.Slice(start, size), WeightOf(shard));
            kept = 1f;
        }

        _finite[slice] = FiniteScan.AllFinite(sum);
    }

    private int SliceStart(int slice, int length) =>
        slice == _team.Members ? length : (int)((long)(length / SliceUnit) * slice / _team.Members) * SliceUnit;

    private int RowsOf(int shard) => Shards.Start(shard + 1, _rows, _count) - Shards.Start(shard, _rows, _count);

    private float WeightOf(int shard) => (float)(_weights[shard] / _totalWeight);

    private static ReadOnlySpan<float> Rows(float* source, int start, int rows, int width) =>
        new(source + ((long)start * width), rows * width);
}
