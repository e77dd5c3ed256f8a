using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class WidthTests
{
    public static TheoryData<string> Names => Kernels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryWidth_GivesTheSameBits(string name)
    {
        float[] inputs = Floats.Random(1 << 16, seed: 7);
        float[] expected = new float[inputs.Length];
        float[] actual = new float[inputs.Length];
        Kernels.All[name].Widths[1](inputs, expected);
        foreach ((int width, Map map) in Kernels.All[name].Widths)
        {
            map(inputs, actual);
            for (int i = 0; i < inputs.Length; i++)
            {
                Assert.True(Bits(expected[i]) == Bits(actual[i]), $"{name}({inputs[i]:R}) = {expected[i]:R}, but {actual[i]:R} at width {width}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheResult_DoesNotDependOnThePlaceInTheVector(string name)
    {
        float[] inputs = Floats.Random(256, seed: 8);
        float[] neighbours = Floats.Random(16, seed: 9);
        float[] output = new float[16];
        foreach (float x in inputs)
        {
            int[] bits = new int[16];
            for (int place = 0; place < 16; place++)
            {
                float[] block = [.. neighbours];
                block[place] = x;
                Kernels.All[name].Widest(block, output);
                bits[place] = Bits(output[place]);
            }

            Assert.Single(bits.Distinct());
        }
    }

    /// <summary>The bits, where all NaNs are one.</summary>
    private static int Bits(float value) => float.IsNaN(value) ? -1 : BitConverter.SingleToInt32Bits(value);
}
