using System.Linq;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>Ops become kernels.</summary>
public sealed class FusionTests
{
    [Fact]
    public void CheapActivation_IsPartOfItsDenseLayer() => Assert.Equal(
        ["Layer1Block", "Layer2Block"],
        BlockKernels(Network(3, Loss.MeanSquaredError, Dense(4, Activation.ReLU), Dense(2))));

    [Fact]
    public void CostlyActivation_HasALoopOfItsOwn() => Assert.Equal(
        ["Layer1Block", "Layer1ActivationBlock", "Layer2Block"],
        BlockKernels(Network(3, Loss.MeanSquaredError, Dense(4, Activation.Tanh), Dense(2))));

    [Fact]
    public void ActivationWhoseInputIsNeededLater_IsNotFused() => Assert.Equal(
        ["Layer1Block", "Layer1ActivationBlock", "Layer2Block"],
        BlockKernels(Network(3, Loss.MeanSquaredError, Dense(4, Activation.Softsign), Dense(2))));

    [Fact]
    public void SmallNetworks_KeepTheSamplesOfARegisterInRegisters_UnlessNothingIsToBeUnrolled()
    {
        Architecture small = Classifier(3, Dense(4, Activation.Tanh), Dense(2, Activation.Softmax));
        Assert.Equal(["ForwardSamples"], small.Plan().Forward.Kernels.Select(k => k.Name));
        Assert.Equal("TrainSamples", small.Plan().Training.Kernels[0].Name);
        Assert.Equal(["Layer1Block", "Layer1ActivationBlock", "Layer2Block", "SoftmaxBlock"], BlockKernels(small));
    }

    [Fact]
    public void OneRow_TakesEveryActivationAlong() => Assert.Equal(
        ["Layer1Row", "Layer2Row", "SoftmaxRow"],
        Classifier(3, Dense(4, Activation.Mish), Dense(2, Activation.Softmax)).Plan().Row.Kernels.Select(k => k.Name));

    [Fact]
    public void ActivationsOfADenseLayerAndOfTheLayerBehindIt_HaveGradientsOfTheirOwn() => Assert.Equal(
        ["Layer2ActivationGradient: derivative of Mish", "Layer1ActivationGradient: derivative of GELU"],
        Network(3, Loss.MeanSquaredError, Dense(4, Activation.GELU), Map(Activation.Mish), Dense(2)).Plan()
            .Training.Kernels.OfType<MapGradientKernel>().Select(k => $"{k.Name}: {k.Summary}"));

    [Fact]
    public void KernelNames_AreUniqueInAPass_AndMeanTheSameInBoth()
    {
        foreach (Architecture architecture in Random(seed: 51, count: 300))
        {
            NetworkPlan plan = architecture.Plan();
            IGrouping<object, Kernel>[] methods = [.. plan.Row.Kernels.Concat(plan.Forward.Kernels).Concat(plan.Training.Kernels).GroupBy(k => k.Method)];
            Assert.Equal(methods.Length, methods.Select(kernels => kernels.First().Name).Distinct().Count());
        }
    }

    private static string[] BlockKernels(Architecture architecture) => [.. (architecture with { Unroll = Unroll.None }).Plan().Forward.Kernels.Select(k => k.Name)];
}
