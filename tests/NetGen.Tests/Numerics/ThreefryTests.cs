using System;
using System.Runtime.Intrinsics;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The known answers that the authors publish for 13 rounds (Random123, kat_vectors), in every lane of every width.</summary>
[Trait("Category", "Functional")]
public abstract class ThreefryTests<S, T>
    where S : struct, ISimd<T>
    where T : struct
{
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x9D1C5EC6u, 0x8BD50731u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFD36D048u, 0x2D17272Cu)]
    [InlineData(0x243F6A88u, 0x85A308D3u, 0x13198A2Eu, 0x03707344u, 0xBA3E4725u, 0xF27D669Eu)]
    public void KnownAnswers(uint counter0, uint counter1, uint key0, uint key1, uint expected0, uint expected1)
    {
        T x0 = S.CreateBits(counter0);
        T x1 = S.CreateBits(counter1);
        Threefry.Invoke<S, T>(ref x0, ref x1, key0, key1);
        Assert.All(Lanes(x0), lane => Assert.Equal(expected0, lane));
        Assert.All(Lanes(x1), lane => Assert.Equal(expected1, lane));
    }

    [Fact]
    public void EachLane_HasTheWordsOfItsOwnCounter()
    {
        const uint First = 0xFFFFFFFEu;
        T x0 = S.CountBits(First);
        T x1 = S.CreateBits(7);
        Threefry.Invoke<S, T>(ref x0, ref x1, 1, 2);
        uint[] words0 = Lanes(x0);
        uint[] words1 = Lanes(x1);
        for (int lane = 0; lane < S.Count; lane++)
        {
            float one = BitConverter.UInt32BitsToSingle(unchecked(First + (uint)lane));
            float two = BitConverter.UInt32BitsToSingle(7);
            Threefry.Invoke<SimdScalar, float>(ref one, ref two, 1, 2);
            Assert.Equal(BitConverter.SingleToUInt32Bits(one), words0[lane]);
            Assert.Equal(BitConverter.SingleToUInt32Bits(two), words1[lane]);
        }
    }

    [Theory]
    [InlineData(1u, 2u, true)]
    [InlineData(2u, 2u, false)]
    [InlineData(0x80000000u, 0u, true)]
    [InlineData(0xFFFFFFFFu, 0u, true)]
    [InlineData(0u, 0xFFFFFFFFu, false)]
    public void SelectBitsLess_ComparesWithASign(uint a, uint b, bool isLess)
    {
        float expected = isLess ? 3f : 4f;
        float[] lanes = new float[S.Count];
        S.Store(S.SelectBitsLess(S.CreateBits(a), S.CreateBits(b), S.Create(3f), S.Create(4f)), ref lanes[0], 0);
        Assert.All(lanes, lane => Assert.Equal(expected, lane));
    }

    private static uint[] Lanes(T vector)
    {
        float[] lanes = new float[S.Count];
        S.Store(vector, ref lanes[0], 0);
        return Array.ConvertAll(lanes, BitConverter.SingleToUInt32Bits);
    }
}

public sealed class ThreefryScalarTests : ThreefryTests<SimdScalar, float>;

public sealed class Threefry128Tests : ThreefryTests<Simd128, Vector128<float>>;

public sealed class Threefry256Tests : ThreefryTests<Simd256, Vector256<float>>;

public sealed class Threefry512Tests : ThreefryTests<Simd512, Vector512<float>>;
