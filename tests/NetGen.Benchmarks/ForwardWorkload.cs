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
        // Locals, as in the loops of the C++ peers: fields would be read again after each call.
        TEngine forward = engine;
        int width = inputs;
        ReadOnlySpan<float> all = _x.AsSpan(0, Rows * inputs);
        Span<float> y = _y.AsSpan(0, outputs);
        for (long run = 0; run < runs; run++)
        {
            for (ReadOnlySpan<float> left = all; left.Length > 0; left = left[width..])
            {
                forward.Forward(left[..width], y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Chained(long runs)
    {
        TEngine forward = engine;
        int width = inputs;
        float last = 0;
        Span<float> all = _x.AsSpan(0, Rows * inputs);
        Span<float> y = _y.AsSpan(0, outputs);
        for (long run = 0; run < runs; run++)
        {
            for (Span<float> left = all; left.Length > 0; left = left[width..])
            {
                left[0] += last * 1e-30f;
                forward.Forward(left[..width], y);
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
