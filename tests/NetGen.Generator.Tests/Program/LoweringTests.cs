using System.Linq;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>Layers become ops.</summary>
public sealed class LoweringTests
{
    [Fact]
    public void Classifier_TrainsOnLogits() => Snapshot.Verify(
        Print(Classifier(3, Dense(2, Activation.ReLU), Dense(2, Activation.Softmax))));

    [Fact]
    public void ActivationLayers_TakeTheValueThatTheirDerivativeNeeds() => Snapshot.Verify(
        Print(Network(3, Loss.Huber, Map(Activation.Tanh), Dense(2, Activation.GELU, useBias: false), Map(Activation.SiLU), Dense(1))));

    [Fact]
    public void Training_HasOneGradientForEachParameter()
    {
        foreach (Architecture architecture in Random(seed: 5, count: 100))
        {
            NetworkGraph graph = ShapeInference.Run(architecture.ToModel("Net"));
            NetworkProgram training = Lowering.Run(graph).Training;
            Assert.Equal(
                graph.Layers.SelectMany(l => l.Parameters).Select(p => $"d_{p.Name} [{string.Join(", ", p.Shape)}]").Order(),
                training.Ops.Select(op => op.Result).Where(v => v.Kind == ValueKind.ParameterGradient).Select(v => v.ToString()).Order());
        }
    }

    [Fact]
    public void EveryOp_OfTheTrainingProgram_IsUsed()
    {
        foreach (Architecture architecture in Random(seed: 6, count: 100))
        {
            NetworkProgram training = architecture.Programs().Training;
            string[] read = [.. training.Ops.SelectMany(op => op.Operands).Select(v => v.Name)];
            Assert.All(
                training.Ops.Select(op => op.Result).Where(v => v.Kind == ValueKind.Intermediate),
                value => Assert.Contains(value.Name, read));
        }
    }

    private static string Print(Architecture architecture)
    {
        NetworkPrograms programs = architecture.Programs();
        return $"Inference:\n{programs.Inference}\nTraining:\n{programs.Training}";
    }
}
