using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NetGen.CompilerServices;

namespace NetGen.Tests.Networks;

/// <summary>Rows for a network: inputs in [-2, 2), targets that its loss can take, and labels. The same for the same seed, on every machine.</summary>
internal sealed class TestBatch
{
    public TestBatch(INetwork network, int rows, ulong seed = 1)
    {
        Xoshiro256 random = new(seed);
        Rows = rows;
        Inputs = new float[rows * network.InputSize];
        foreach (ref float input in Inputs.AsSpan())
        {
            input = (4f * random.NextSingle()) - 2f;
        }

        Labels = new int[rows];
        Targets = new float[rows * network.OutputSize];
        for (int row = 0; row < rows; row++)
        {
            Labels[row] = random.NextInt(network.OutputSize);
            for (int k = 0; k < network.OutputSize; k++)
            {
                Targets[(row * network.OutputSize) + k] = network.Description.Loss switch
                {
                    Loss.CrossEntropy => k == Labels[row] ? 1f : 0f,
                    Loss.BinaryCrossEntropy => random.NextInt(2),
                    _ => (2f * random.NextSingle()) - 1f,
                };
            }
        }
    }

    public int Rows { get; }

    public float[] Inputs { get; }

    public float[] Targets { get; }

    public int[] Labels { get; }

    /// <summary>SHA-256 of values as little-endian floats, the first 16 digits.</summary>
    public static string Hash(ReadOnlySpan<float> values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)))[..16];

    /// <summary>The tensors in canonical form one after the other, so that the storage order does not matter.</summary>
    public static float[] Canonical(INetwork network, ReadOnlySpan<float> slab)
    {
        float[] values = new float[network.ParameterCount];
        int start = 0;
        foreach (TensorDescription tensor in network.Description.Tensors)
        {
            TensorAccess.Get(tensor, slab, values.AsSpan(start, tensor.Length));
            start += tensor.Length;
        }

        return values;
    }

    public ReadOnlySpan<float> InputRows(INetwork network, int start, int count) =>
        Inputs.AsSpan(start * network.InputSize, count * network.InputSize);

    public ReadOnlySpan<float> TargetRows(INetwork network, int start, int count) =>
        Targets.AsSpan(start * network.OutputSize, count * network.OutputSize);
}
