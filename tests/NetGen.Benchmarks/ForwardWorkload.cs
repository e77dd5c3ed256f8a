using System;
using System.Runtime.CompilerServices;

namespace NetGen.Benchmarks;

/// <summary>Loops that predict, the same for every engine.</summary>
internal abstract class ForwardWorkload
{
    /// <summary>Rows of one run of <see cref="Independent"/> and <see cref="Chained"/>: few enough to stay in the first-level cache.</summary>
    public abstract int Rows { get; }

    /// <summary>One row a call, back to back.</summary>
    public abstract void Independent(long runs);

    /// <summary>Each call waits for the output of the one before: what one call costs when nothing else is under way.</summary>
    public abstract void Chained(long runs);

    /// <summary>Many rows a call.</summary>
    public abstract void Batch(int rows, long runs);

    /// <summary>The outputs of the first rows.</summary>
    public abstract float[] Predict(int rows);
}

/// <inheritdoc />
internal sealed class ForwardWorkload<TEngine>(TEngine engine, int inputs, int outputs, float scale = 1f) : ForwardWorkload
    where TEngine : struct, IForwardEngine
{
    private readonly float[] _x = new BenchmarkData(inputs, 2, scale).Inputs;
    private readonly float[] _y = new float[BenchmarkData.Rows * outputs];

    public override int Rows => inputs <= 16 ? 64 : inputs <= 64 ? 32 : 8;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Independent(long runs)
    {
        ReadOnlySpan<float> x = _x;
        Span<float> y = _y.AsSpan(0, outputs);
        int rows = Rows;
        for (long run = 0; run < runs; run++)
        {
            for (int row = 0; row < rows; row++)
            {
                engine.Forward(x.Slice(row * inputs, inputs), y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Chained(long runs)
    {
        float last = 0;
        Span<float> x = _x;
        Span<float> y = _y.AsSpan(0, outputs);
        int rows = Rows;
        for (long run = 0; run < runs; run++)
        {
            for (int row = 0; row < rows; row++)
            {
                x[row * inputs] += last * 1e-30f;
                engine.Forward(x.Slice(row * inputs, inputs), y);
                last = y[0];
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Batch(int rows, long runs)
    {
        for (long run = 0; run < runs; run++)
        {
            engine.Forward(new ReadOnlySpan<float>(_x, 0, rows * inputs), new Span<float>(_y, 0, rows * outputs));
        }
    }

    public override float[] Predict(int rows)
    {
        Batch(rows, 1);
        return _y[..(rows * outputs)];
    }
}
