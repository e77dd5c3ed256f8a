using System.Linq;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>What users and reviewers read: two whole files, and a piece for each schedule.</summary>
public sealed class EmitSnapshotTests
{
    [Fact]
    public void TinyNetwork() => Snapshot.Verify(GeneratorDriverHelper.Run(
        """
        using NetGen;

        namespace App;

        [Network(2, Loss = Loss.BinaryCrossEntropy)]
        [Dense(2, Activation.Tanh)]
        [Dense(1, Activation.Sigmoid)]
        public sealed partial class Tiny;
        """));

    [Fact]
    public void TinyClassifier() => Snapshot.Verify(GeneratorDriverHelper.Run(
        """
        using NetGen;

        [Network(3, Loss = Loss.CrossEntropy)]
        [Dense(2, Activation.ReLU)]
        [Dense(2, Activation.Softmax)]
        public sealed partial class TinyClassifier;
        """));

    [Fact]
    public void NestedClass() => Snapshot.Verify(EmittedText.Before(
        GeneratorDriverHelper.Run(
            """
            namespace App.Models
            {
                public static partial class Outer<T>
                {
                    [NetGen.Network(2)]
                    [NetGen.Dense(1)]
                    internal partial class @class;
                }
            }
            """).Sources.Single().Value,
        "Makes a network"));

    [Fact]
    public void PlanInTheHeader() => Snapshot.Verify(EmittedText.Before(Mnist.Emit(), "#nullable"));

    [Fact]
    public void LoopedRow() => Snapshot.Verify(EmittedText.Method(
        Network(301, Loss.MeanSquaredError, Dense(40, Activation.ReLU), Dense(2)).Emit(), "Layer1Row"));

    [Fact]
    public void UnrolledRowWithARemainder() => Snapshot.Verify(EmittedText.Method(
        Network(5, Loss.MeanSquaredError, Dense(3, Activation.LeakyReLU, alpha: 0.01f)).Emit(), "ForwardRow"));

    [Fact]
    public void DerivativeFromTheInput() => Snapshot.Verify(EmittedText.Method(
        Network(3, Loss.MeanSquaredError, Dense(5, Activation.GELU), Dense(2)).Emit(), "Layer1ActivationGradient"));

    [Fact]
    public void HuberLoss() => Snapshot.Verify(EmittedText.Method(
        (Network(2, Loss.Huber, Dense(3)) with { HuberDelta = 0.25f, Unroll = Unroll.None }).Emit(), "LossBlock"));

    [Fact]
    public void LayerNormalization()
    {
        string text = Network(3, Loss.MeanSquaredError, Dense(5), Norm(), Map(Activation.ReLU), Dense(2)).Emit();
        Snapshot.Verify(string.Join("\n", new[] { "ForwardRow", "Layer2NormalizeBlock", "Layer2ScaleShiftBlock", "Layer2WeightGradient", "Layer2NormalizeGradient" }
            .Select(method => EmittedText.Method(text, method))));
    }

    [Fact]
    public void BatchNormalization()
    {
        string text = (Network(3, Loss.MeanSquaredError, Dense(5), BatchNorm(), Map(Activation.ReLU), Dense(2)) with { Unroll = Unroll.None }).Emit();
        string[] methods =
        [
            "Layer2RunningNormBlock", "TrainPhase1", "TrainPhase2", "TrainPhase3",
            "Layer2BatchNormBlock", "Layer2WeightGradient", "Layer2InputGradient",
        ];
        Snapshot.Verify(EmittedText.Before(text, "#nullable") + "\n" + EmittedText.Type(text, "TrainingStep") + "\n" + string.Join("\n", methods.Select(method => EmittedText.Method(text, method))));
    }

    [Fact]
    public void ScaledInputs()
    {
        string text = (Network(33, Loss.MeanSquaredError, Dense(16)) with { Scaling = InputScaling.Deviation }).Emit();
        Snapshot.Verify(string.Join("\n", new[] { "ForwardBlock", "StandardizeRows", "StandardizeBlock" }.Select(method => EmittedText.Method(text, method))));
    }

    [Fact]
    public void SkipConnection() => Snapshot.Verify(EmittedText.Method(
        Network(3, Loss.MeanSquaredError, Dense(3, Activation.ReLU), Dense(3), Skip(1), Dense(2)).Emit(), "TrainBlock"));

    [Fact]
    public void InputGradients()
    {
        string text = (Classifier(3, Dense(5, Activation.GELU), Dense(2, Activation.Softmax)) with { InputGradients = true }).Emit();
        Snapshot.Verify(EmittedText.Before(text, "#nullable") + string.Join(
            "\n",
            new[] { "InputGradient", "InputJacobian", "InputGradientBlock", "InputJacobianBlock", "Layer1InputGradient", "SoftmaxGradient" }
                .Select(method => EmittedText.Method(text, method))));
    }

    [Fact]
    public void SecondOrder()
    {
        Architecture architecture = Classifier(
            3, new DenseModel(0, 5, new(Activation.Tanh, 0f), true, Initializer.Auto, new Penalty(0.1f, 0.2f)), Dense(2, Activation.Softmax));
        string text = (architecture with { SecondOrder = true }).Emit();
        Snapshot.Verify(EmittedText.Before(text, "#nullable") + EmittedText.Type(text, "NetHessianVector") + "\n" + string.Join(
            "\n",
            new[]
            {
                "HessianVector", "HessianVectorBlock", "Layer2Tangent", "LossTangent", "Layer2WeightGradientTangent", "Layer2InputGradientTangent",
                "Layer1ActivationGradientTangent",
            }.Select(method => EmittedText.Method(text, method))));
    }

    [Fact]
    public void LeastSquares()
    {
        string text = (Network(3, Loss.MeanSquaredError, Dense(2, Activation.Tanh), Norm(), Dense(2)) with { SecondOrder = true }).Emit();
        Snapshot.Verify(string.Join(
            "\n",
            new[] { "JacobianBlock", "JacobianTransposeBlock", "HessianVectorBlock", "Layer2ScaleShiftTangent", "Layer2NormalizeGradientTangent" }
                .Select(method => EmittedText.Method(text, method))));
    }

    [Fact]
    public void PooledScratch()
    {
        string text = (Network(2, Loss.MeanAbsoluteError, Dense(2)) with { MaxStackBytes = 0 }).Emit();
        Snapshot.Verify(EmittedText.Type(text, "NetEntry") + "\n" + EmittedText.Method(text, "ComputeLoss"));
    }
}
