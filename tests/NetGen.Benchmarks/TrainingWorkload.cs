using System;
using System.Runtime.CompilerServices;

namespace NetGen.Benchmarks;

/// <summary>Loops of training steps, the same for every engine.</summary>
internal abstract class TrainingWorkload
{
    /// <summary>Each run goes through the data once.</summary>
    public abstract void Epochs(int batch, long runs);

    /// <summary>One step on the batch of that number; the mean loss before the update.</summary>
    public abstract float Step(int batch, int number);
}

/// <inheritdoc />
internal sealed class TrainingWorkload<TEngine>(TEngine engine, int inputs, int classes, float scale = 1f) : TrainingWorkload
    where TEngine : struct, ITrainingEngine
{
    private readonly BenchmarkData _data = new(inputs, classes, scale);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Epochs(int batch, long runs)
    {
        for (long run = 0; run < runs; run++)
        {
            for (int number = 0; number < BenchmarkData.Rows / batch; number++)
            {
                Step(batch, number);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override float Step(int batch, int number) => engine.Step(
        new ReadOnlySpan<float>(_data.Inputs, number * batch * inputs, batch * inputs),
        new ReadOnlySpan<int>(_data.Labels, number * batch, batch),
        new ReadOnlySpan<float>(_data.Targets, number * batch, batch));
}
