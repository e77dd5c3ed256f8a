using System;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class DenormalTests
{
    private static readonly float[] Common = [0f, -0f, 1e-6f, -1e-6f, 0.25f, -0.25f, 1f, -1f, 3f, -3f, 10f, -10f];

    public static TheoryData<string> Names => Kernels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void CommonValues_MakeNoDenormalNumber(string name)
    {
        foreach (float x in Common)
        {
            float[] values = [x];
            int denormals = WatchedScalar.DenormalsOf(() => Kernels.All[name].Watched(values, values));
            Assert.True(denormals == 0, $"{name}({x:R}) takes {denormals} steps with a denormal result.");
        }
    }

    [Fact]
    public void TheWatch_SeesThem() => Assert.Equal(2, WatchedScalar.DenormalsOf(() => WatchedScalar.MultiplyAdd(1e-20f, 1e-20f, 0f)));
}
