using System;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>What stands in for a wrong network.</summary>
public sealed class SkeletonTests
{
    [Fact]
    public void WrongClassifier_HasAllMembersOfAClassifier() => Snapshot.Verify(GeneratorDriverHelper.Run(
        """
        using NetGen;

        namespace App;

        internal static partial class Networks
        {
            [Network(4, Loss = Loss.CrossEntropy)]
            [Dense(8, Activation.ReLU)]
            [Dense(3)]
            public sealed partial class Iris;
        }
        """));

    [Fact]
    public void MembersOfTheUser_AreLeftOut()
    {
        GeneratorRun run = GeneratorDriverHelper.Run(
            "using NetGen; [Network(2)] [Dense(1)] partial class Net : INetwork { public int InputSize => 3; int INetwork.OutputSize => 1; public void Save(string path) { } }");
        Assert.Equal(["NG0010", "NG0010", "NG0010"], System.Linq.Enumerable.Select(run.Diagnostics, d => d.Id));
        run.AssertNoCompilerDiagnostics();
        string text = run.Sources["Net.g.cs"];
        Assert.DoesNotContain("const int InputSize", text, StringComparison.Ordinal);
        Assert.DoesNotContain("INetwork.OutputSize", text, StringComparison.Ordinal);
        Assert.DoesNotContain("public void Save(string", text, StringComparison.Ordinal);
        Assert.Contains("global::NetGen.INetwork.Save(string", text, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelsOfAWrongClassifier_Compile() => GeneratorDriverHelper
        .Run("using NetGen; [Network(4, Loss = Loss.CrossEntropy)] [Dense(1, Activation.Softmax)] partial class Net { }" + NetworkUsage.Of("Net", isClassifier: true))
        .AssertNoCompilerDiagnostics();

    [Fact]
    public void DerivativesOfAWrongNetwork_Compile() => GeneratorDriverHelper
        .Run(
            "using NetGen; [Network(4, InputGradients = true, SecondOrder = true)] [Dense(0)] partial class Net { } "
            + "class Use { void Call(Net net, float[] x) { net.InputGradient(x, x, x); net.InputJacobian(x, 0, x); net.HessianVector(x, x, x, x); "
            + "ILeastSquaresNetwork squares = net; squares.ResidualJacobianVector(x, x, x); } }")
        .AssertNoCompilerDiagnostics();

    [Fact]
    public void DropoutAndWeightsOfAWrongNetwork_Compile() => GeneratorDriverHelper
        .Run(
            """
            using NetGen;
            [Network(0, Loss = Loss.CrossEntropy, SampleWeights = true)] [Dropout(0.5f)] [Dense(3, Activation.Softmax)] partial class Net { }
            class Use
            {
                float Run(Net net, float[] x, int[] labels)
                {
                    net.DropoutSeed = 1;
                    net.DropoutStep++;
                    IDropoutNetwork dropout = net;
                    dropout.DropoutStep = (long)dropout.DropoutSeed;
                    IWeightedClassifier weighted = net;
                    return net.Backward(x, x, x, x) + net.Backward(x, labels, x, x) + net.ComputeLoss(x, x, x) + net.ComputeLoss(x, labels, x)
                        + weighted.Backward(x, x, x, x) + weighted.Backward(x, labels, x, x) + weighted.ComputeLoss(x, x, x) + weighted.ComputeLoss(x, labels, x);
                }
            }
            """)
        .AssertNoCompilerDiagnostics();

    [Fact]
    public void Sizes_NeverOverflowInConstantExpressions() => GeneratorDriverHelper
        .Run(
            new GeneratorSettings { CheckOverflow = true },
            "using NetGen; [Network(int.MaxValue)] [Dense(int.MaxValue)] partial class Net { } class Use { const int A = Net.InputSize * Net.OutputSize + 1000 / Net.ParameterCount; int B => A; }")
        .AssertNoCompilerDiagnostics();

    [Fact]
    public void UnusableClass_GetsNoStandIn()
    {
        Assert.Empty(GeneratorDriverHelper.Run("[NetGen.Network(1)] [NetGen.Dense(1)] class Net { }").Sources);
        Assert.Empty(GeneratorDriverHelper.Run("class A { [NetGen.Network(1)] [NetGen.Dense(1)] partial class Net { } }").Sources);
        Assert.Empty(GeneratorDriverHelper.Run("[NetGen.Network(1)] [NetGen.Dense(1)] file partial class Net { }").Sources);
    }
}
