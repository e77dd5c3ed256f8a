using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks;

/// <summary>The processor's peak of fused multiply-adds, and the share of it that batches and training steps reach.</summary>
internal static class Peak
{
    private const int Steps = 1024;
    private const int Sums = 12;

    public static void Run()
    {
        // The peak before and after each network: clocks change.
        Console.WriteLine("bench,net,gflops,peak_gflops,share");
        foreach (BenchmarkNetwork network in Quick.Selected())
        {
            double products = 0;
            double first = 0;
            foreach (TensorDescription tensor in network.Create().Description.Tensors)
            {
                products += tensor.Role == TensorRole.Weight ? tensor.Length : 0;
                first = first == 0 ? tensor.Length : first;
            }

            foreach (int batch in new[] { 32, 128 })
            {
                ForwardWorkload forward = network.Forward("netgen");
                Print($"F{batch}", network.Name, 2 * products * batch, runs => forward.Batch(batch, runs), 1);
                if (network.IsTrained)
                {
                    // Forward, gradient of the weights, and of the inputs except the first layer's.
                    TrainingWorkload training = network.Train("netgen");
                    double flops = ((6 * products) - (2 * first)) * batch;
                    Print($"B{batch}", network.Name, flops, runs => training.Epochs(batch, runs), BenchmarkData.Rows / batch);
                }
            }
        }
    }

    private static void Print(string bench, string net, double flops, Action<long> run, int units)
    {
        double before = Measure();
        double speed = flops / Timer.Median(units, run);
        double peak = Math.Max(before, Measure());
        Console.WriteLine(FormattableString.Invariant($"{bench},{net},{speed:F1},{peak:F1},{speed / peak:F2}"));
    }

    private static double Measure()
    {
        int lanes = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;
        return 2.0 * Sums * Steps * lanes / Timer.Median(1, runs =>
        {
            for (long run = 0; run < runs; run++)
            {
                Multiply();
            }
        });
    }

    private static float Multiply() =>
        Vector512.IsHardwareAccelerated ? Multiply512() : Vector256.IsHardwareAccelerated ? Multiply256() : Multiply128();

    // Twelve sums, because a multiply-add takes four or five cycles and two can start in each.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Multiply512()
    {
        Vector512<float> factor = Vector512.Create(0.5f);
        Vector512<float> s0 = factor, s1 = factor, s2 = factor, s3 = factor, s4 = factor, s5 = factor, s6 = factor, s7 = factor, s8 = factor, s9 = factor, s10 = factor, s11 = factor;
        for (int step = 0; step < Steps; step++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, factor, factor);
            s1 = Vector512.FusedMultiplyAdd(s1, factor, factor);
            s2 = Vector512.FusedMultiplyAdd(s2, factor, factor);
            s3 = Vector512.FusedMultiplyAdd(s3, factor, factor);
            s4 = Vector512.FusedMultiplyAdd(s4, factor, factor);
            s5 = Vector512.FusedMultiplyAdd(s5, factor, factor);
            s6 = Vector512.FusedMultiplyAdd(s6, factor, factor);
            s7 = Vector512.FusedMultiplyAdd(s7, factor, factor);
            s8 = Vector512.FusedMultiplyAdd(s8, factor, factor);
            s9 = Vector512.FusedMultiplyAdd(s9, factor, factor);
            s10 = Vector512.FusedMultiplyAdd(s10, factor, factor);
            s11 = Vector512.FusedMultiplyAdd(s11, factor, factor);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Multiply256()
    {
        Vector256<float> factor = Vector256.Create(0.5f);
        Vector256<float> s0 = factor, s1 = factor, s2 = factor, s3 = factor, s4 = factor, s5 = factor, s6 = factor, s7 = factor, s8 = factor, s9 = factor, s10 = factor, s11 = factor;
        for (int step = 0; step < Steps; step++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, factor, factor);
            s1 = Vector256.FusedMultiplyAdd(s1, factor, factor);
            s2 = Vector256.FusedMultiplyAdd(s2, factor, factor);
            s3 = Vector256.FusedMultiplyAdd(s3, factor, factor);
            s4 = Vector256.FusedMultiplyAdd(s4, factor, factor);
            s5 = Vector256.FusedMultiplyAdd(s5, factor, factor);
            s6 = Vector256.FusedMultiplyAdd(s6, factor, factor);
            s7 = Vector256.FusedMultiplyAdd(s7, factor, factor);
            s8 = Vector256.FusedMultiplyAdd(s8, factor, factor);
            s9 = Vector256.FusedMultiplyAdd(s9, factor, factor);
            s10 = Vector256.FusedMultiplyAdd(s10, factor, factor);
            s11 = Vector256.FusedMultiplyAdd(s11, factor, factor);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Multiply128()
    {
        Vector128<float> factor = Vector128.Create(0.5f);
        Vector128<float> s0 = factor, s1 = factor, s2 = factor, s3 = factor, s4 = factor, s5 = factor, s6 = factor, s7 = factor, s8 = factor, s9 = factor, s10 = factor, s11 = factor;
        for (int step = 0; step < Steps; step++)
        {
            s0 = Vector128.FusedMultiplyAdd(s0, factor, factor);
            s1 = Vector128.FusedMultiplyAdd(s1, factor, factor);
            s2 = Vector128.FusedMultiplyAdd(s2, factor, factor);
            s3 = Vector128.FusedMultiplyAdd(s3, factor, factor);
            s4 = Vector128.FusedMultiplyAdd(s4, factor, factor);
            s5 = Vector128.FusedMultiplyAdd(s5, factor, factor);
            s6 = Vector128.FusedMultiplyAdd(s6, factor, factor);
            s7 = Vector128.FusedMultiplyAdd(s7, factor, factor);
            s8 = Vector128.FusedMultiplyAdd(s8, factor, factor);
            s9 = Vector128.FusedMultiplyAdd(s9, factor, factor);
            s10 = Vector128.FusedMultiplyAdd(s10, factor, factor);
            s11 = Vector128.FusedMultiplyAdd(s11, factor, factor);
        }

        return Vector128.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
