using System;
using System.Linq;
using NetGen.Tests.Networks;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Gradients;

[Trait("Category", "Functional")]
public sealed class GradientCheckTests
{
    private static readonly float[] Inputs = [0.5f, -1f, 2f, 1.5f, 0.25f, -0.75f, -1.25f, 1f, 0.125f];
    private static readonly float[] Targets = [0.3f, -0.2f, 0.8f, 1f, -1f, 0.5f];

    public static TheoryData<string> Names => TestNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryGeneratedNetwork_Passes(string name)
    {
        INetwork network = TestNetworks.Create(name, seed: 3);
        MoveBiases(network);

        // Behind a normalization every parameter moves every ReLU: with few rows, few of them lie near their kink.
        var batch = new TestBatch(network, name == "normalized_9_20_11" ? 2 : 5);
        var options = new GradientCheckOptions { ParametersPerTensor = 40 };
        GradientCheckReport report = GradientCheck.Run(network, batch.Inputs, batch.Targets, options);
        report.ThrowIfFailed();
        Assert.True(report.Passed);
        if (network is IClassifier classifier)
        {
            GradientCheck.Run(classifier, batch.Inputs, batch.Labels, options).ThrowIfFailed();
        }
    }

    [Fact]
    public void AGradientWithOneWrongElement_IsFoundAndLocated()
    {
        LinearNetwork network = Create((_, gradient) => gradient * 1.01f);
        GradientCheckReport report = GradientCheck.Run(network, Inputs, Targets);
        Assert.False(report.Passed);
        Assert.Equal(0, report.Tensors[0].WorstIndex);
        Assert.InRange(report.Tensors[0].MaxRelativeError, 0.005, 0.0101);
        Assert.True(report.Tensors[1].Passed);
        var failure = Assert.Throws<GradientCheckException>(report.ThrowIfFailed);
        Assert.Same(report, failure.Report);
        Assert.Contains("FAIL layer1.weight", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ok   layer1.bias", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0f)]
    public void AGradientThatIsMissingOrNotFinite_IsFound(float wrong)
    {
        TensorGradientCheck weight = GradientCheck.Run(Create((_, _) => wrong), Inputs, Targets).Tensors[0];
        Assert.False(weight.Passed);
        Assert.Equal(0, weight.WorstIndex);
    }

    [Fact]
    public void ALinearNetwork_PassesAndCountsEveryParameter()
    {
        GradientCheckReport report = GradientCheck.Run(Create((_, gradient) => gradient), Inputs, Targets);
        report.ThrowIfFailed();
        Assert.Equal([6, 2], report.Tensors.Select(tensor => tensor.Checked));
        Assert.All(report.Tensors, tensor => Assert.InRange(tensor.ErrorBound, 0, 1e-4));
    }

    [Fact]
    public void ALossThatIsNotAFunctionOfTheParameters_DoesNotPass()
    {
        var random = new Xoshiro256(1);
        var network = new LinearNetwork(3, 2) { LossHook = (_, loss) => loss + random.NextSingle() };
        Assert.All(GradientCheck.Run(network, Inputs, Targets).Tensors, tensor => Assert.Equal(tensor.Checked, tensor.Unresolved));
        Assert.False(GradientCheck.Run(network, Inputs, Targets).Passed);
    }

    [Fact]
    public void ParametersOnAKink_AreCounted_AndATensorOfThemDoesNotPass()
    {
        var network = new Relu4883Net(seed: 1);
        network.SetTensor("layer1.weight", new float[32]);
        GradientCheckReport report = GradientCheck.Run(network, [1f, 2f, -1f, 0.5f], [1f, 0f, 0f]);
        TensorGradientCheck bias = report.Tensors[1];
        Assert.True(2 * bias.Kinks > bias.Checked, report.ToString());
        Assert.False(bias.Passed);
        Assert.Equal(0, bias.MaxRelativeError);
    }

    [Fact]
    public void Parameters_AreTheSameBitsAfterwards_AlsoAfterAnException()
    {
        LinearNetwork network = Create((_, gradient) => gradient);
        float[] before = network.Parameters.ToArray();
        GradientCheck.Run(network, Inputs, Targets);
        Assert.Equal(before, network.Parameters.ToArray());

        var failing = new LinearNetwork(3, 2) { LossHook = (call, loss) => call < 20 ? loss : throw new InvalidOperationException("call 20") };
        before.CopyTo(failing.Parameters);
        Assert.Throws<InvalidOperationException>(() => GradientCheck.Run(failing, Inputs, Targets));
        Assert.Equal(before, failing.Parameters.ToArray());
    }

    [Fact]
    public void ASample_HasAsManyParametersAsAsked_TheSameForASeed()
    {
        var options = new GradientCheckOptions { ParametersPerTensor = 3, Seed = 5 };
        GradientCheckReport first = GradientCheck.Run(Create((_, gradient) => gradient), Inputs, Targets, options);
        Assert.Equal([3, 2], first.Tensors.Select(tensor => tensor.Checked));
        Assert.Equal(first.Tensors, GradientCheck.Run(Create((_, gradient) => gradient), Inputs, Targets, options).Tensors);
    }

    [Fact]
    public void Arguments_AreChecked()
    {
        Assert.Throws<ArgumentNullException>(() => GradientCheck.Run(null!, Inputs, Targets));
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(new Linear11Net(), [1f, 2f], [1f]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Tolerance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Tolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { ParametersPerTensor = 0 });
    }

    /// <summary>Away from zero, where deep rectifiers have their kinks.</summary>
    private static void MoveBiases(INetwork network)
    {
        var random = new Xoshiro256(2);
        foreach (TensorDescription tensor in network.Description.Tensors.Where(tensor => tensor.Role == TensorRole.Bias))
        {
            float[] values = new float[tensor.Length];
            foreach (ref float value in values.AsSpan())
            {
                value = random.NextSingle() - 0.5f;
            }

            network.SetTensor(tensor.Name, values);
        }
    }

    private static LinearNetwork Create(Func<int, float, float> hook)
    {
        var network = new LinearNetwork(3, 2) { GradientHook = hook };
        ReadOnlySpan<float> values = [0.3f, -0.4f, 0.9f, 1.1f, 0.2f, -0.6f, 0.05f, -0.1f];
        values.CopyTo(network.Parameters);
        return network;
    }
}
