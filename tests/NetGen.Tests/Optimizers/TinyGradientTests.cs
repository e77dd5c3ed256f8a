using System;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Optimizers;

/// <summary>A gradient that no float weight would notice counts as 0, so that no step computes with denormals.</summary>
[Trait("Category", "Functional")]
public sealed class TinyGradientTests
{
    public static TheoryData<string> Names => new("GradientDescent", "Momentum", "RMSProp", "Adam", "AdamW", "AdaGrad");

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsBelowTheBound_LeaveWhatZerosLeave(string name)
    {
        float[] zero = After(name, 0f);
        Assert.Equal(zero, After(name, 9.9e-31f));
        Assert.Equal(zero, After(name, -1e-40f));
    }

    [Fact]
    public void GradientsAboveTheBound_Count() => Assert.NotEqual(After("Adam", 0f), After("Adam", 1e-9f));

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_IsNoTinyGradient(string name) => Assert.Contains(After(name, float.NaN), float.IsNaN);

    private static float[] After(string name, float gradient)
    {
        var network = new Tanh241Net(3);
        IOptimizer optimizer = name switch
        {
            "GradientDescent" => new GradientDescent(0.1f),
            "Momentum" => new Momentum(0.1f),
            "RMSProp" => new RMSProp(0.1f),
            "Adam" => new Adam(0.1f),
            "AdamW" => new AdamW(0.1f),
            _ => new AdaGrad(0.1f),
        };
        float[] gradients = new float[network.ParameterStorage];
        Array.Fill(gradients, gradient);
        for (int step = 0; step < 40; step++)
        {
            network.Update(optimizer, gradients);
        }

        return network.Parameters.ToArray();
    }
}
