using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Optimizers;

[Trait("Category", "Functional")]
public class OptimizerTests
{
    public static TheoryData<string> Names => FakeNetwork.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Padding_StaysZero(string name)
    {
        NetworkDescription network = FakeNetwork.Create();
        float[] parameters = FakeNetwork.Slab(network, 1);
        FakeNetwork.Train(FakeNetwork.Optimizers[name](), network, parameters, 0, 20);
        bool[] padding = FakeNetwork.Mask(network, null);
        Assert.Equal(150 - 32, padding.Count(isPadding => isPadding));
        Assert.All(parameters.Zip(padding), pair => Assert.True(!pair.Second || pair.First == 0));
        Assert.All(parameters, value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryParameter_Moves(string name)
    {
        NetworkDescription network = FakeNetwork.Create();
        float[] before = FakeNetwork.Slab(network, 1);
        float[] parameters = [.. before];
        FakeNetwork.Train(FakeNetwork.Optimizers[name](), network, parameters, 0, 1);
        bool[] padding = FakeNetwork.Mask(network, null);
        for (int i = 0; i < before.Length; i++)
        {
            Assert.Equal(padding[i], before[i] == parameters[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void StepsAfterTheFirst_AllocateNothing(string name)
    {
        NetworkDescription network = FakeNetwork.Create();
        Optimizer optimizer = FakeNetwork.Optimizers[name]();
        float[] parameters = FakeNetwork.Slab(network, 1);
        float[] gradients = FakeNetwork.Slab(network, 2);
        optimizer.Prepare(network);
        optimizer.Step(parameters, gradients, network);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 40; i++)
        {
            optimizer.Step(parameters, gradients, network);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnotherLayoutOfTheSameTensors_GivesTheSameValues(string name)
    {
        // A parameter's new value must not depend on where in the slab, hence where in a vector, it lies.
        NetworkDescription padded = FakeNetwork.Create();
        NetworkDescription dense = new(
            "Dense",
            3,
            2,
            Loss.MeanSquaredError,
            32,
            [
                new TensorDescription("layer2.bias", TensorRole.Bias, 0, [2], [1]),
                new TensorDescription("layer1.weight", TensorRole.Weight, 2, [5, 3], [3, 1]),
                new TensorDescription("layer1.bias", TensorRole.Bias, 17, [5], [1]),
                new TensorDescription("layer2.weight", TensorRole.Weight, 22, [2, 5], [5, 1]),
            ]);
        Optimizer first = FakeNetwork.Optimizers[name]();
        Optimizer second = FakeNetwork.Optimizers[name]();
        float[] a = FakeNetwork.Slab(padded, 1);
        float[] b = Move(padded, a, dense);
        for (ulong step = 0; step < 5; step++)
        {
            float[] gradients = FakeNetwork.Slab(padded, 50 + step);
            first.Step(a, gradients, padded);
            second.Step(b, Move(padded, gradients, dense), dense);
        }

        Assert.Equal(Move(padded, a, dense), b);
    }

    [Fact]
    public void WeightDecay_LeavesBiasesUnlessAsked()
    {
        NetworkDescription network = FakeNetwork.Create();
        bool[] weights = FakeNetwork.Mask(network, TensorRole.Weight);
        bool[] biases = FakeNetwork.Mask(network, TensorRole.Bias);
        float[] before = FakeNetwork.Slab(network, 1);
        float[] zero = new float[before.Length];
        foreach (bool decayBiases in new[] { false, true })
        {
            float[] after = [.. before];
            new GradientDescent(0.5f) { WeightDecay = 0.5f, DecayBiases = decayBiases }.Step(after, zero, network);
            for (int i = 0; i < before.Length; i++)
            {
                Assert.Equal(weights[i] || (decayBiases && biases[i]) ? before[i] * 0.75f : before[i], after[i], 1e-6f);
            }

            after = [.. before];
            new AdamW(0.5f) { WeightDecay = 0.5f, DecayBiases = decayBiases }.Step(after, zero, network);
            for (int i = 0; i < before.Length; i++)
            {
                Assert.Equal(weights[i] || (decayBiases && biases[i]) ? before[i] * 0.75f : before[i], after[i], 1e-6f);
            }
        }
    }

    [Fact]
    public void WeightDecay_FindsBiasesEvenBetweenWeights()
    {
        // Rows of 4: three weights, then a bias.
        NetworkDescription network = new(
            "Interleaved",
            3,
            4,
            Loss.MeanSquaredError,
            16,
            [
                new TensorDescription("layer1.weight", TensorRole.Weight, 0, [4, 3], [4, 1]),
                new TensorDescription("layer1.bias", TensorRole.Bias, 3, [4], [4]),
            ]);
        float[] parameters = Enumerable.Repeat(1f, 16).ToArray();
        new GradientDescent(0.5f) { WeightDecay = 0.5f }.Step(parameters, new float[16], network);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => i % 4 == 3 ? 1f : 0.75f), parameters);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void StateOfADeadUnit_DoesNotStayDenormal(string name)
    {
        // A decaying average crosses the smallest normal on this way, and rounding would hold the denormal for ever.
        NetworkDescription network = FakeNetwork.Create();
        Optimizer optimizer = FakeNetwork.Optimizers[name]();
        optimizer.WeightDecay = 0;
        float[] parameters = FakeNetwork.Slab(network, 1);
        optimizer.Step(parameters, FakeNetwork.Slab(network, 2, 1e-15f), network);
        float[] zero = new float[150];
        while (optimizer.StepCount < 2400)
        {
            optimizer.Step(parameters, zero, network);
        }

        using System.IO.MemoryStream file = new();
        optimizer.Save(file);
        file.Position = 0;
        NetGen.Serialization.SafetensorsReader reader = new(file);
        foreach (NetGen.Serialization.SafetensorsTensor tensor in reader.Tensors)
        {
            float[] values = new float[tensor.Shape.Aggregate(1L, (a, b) => a * b)];
            reader.ReadNext(values);
            Assert.DoesNotContain(values, float.IsSubnormal);
        }
    }

    [Fact]
    public void AnotherNetwork_IsRefusedWithBothSizesUntilReset()
    {
        NetworkDescription network = FakeNetwork.Create();
        NetworkDescription other = FakeNetwork.Create("OtherNet", 200);
        Adam optimizer = new();
        optimizer.Step(new float[150], new float[150], network);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => optimizer.Step(new float[200], new float[200], other));
        Assert.Equal(
            "This Adam serves FakeNet (32 parameters, 150 values stored) and can't step OtherNet (32 parameters, 200 values stored). "
            + "Use an optimizer for each network, or call Reset.",
            error.Message);
        Assert.Equal(1, optimizer.StepCount);
        optimizer.Reset();
        Assert.Equal(0, optimizer.StepCount);
        optimizer.Step(new float[200], new float[200], other);
    }

    [Fact]
    public void EqualDescription_IsTheSameNetwork()
    {
        Adam optimizer = new();
        optimizer.Step(new float[150], new float[150], FakeNetwork.Create());
        optimizer.Step(new float[150], new float[150], FakeNetwork.Create());
        Assert.Equal(2, optimizer.StepCount);
    }

    [Theory]
    [InlineData(149, 150, "parameters")]
    [InlineData(150, 151, "gradients")]
    public void WrongLength_IsRefusedByName(int parameters, int gradients, string name)
    {
        Adam optimizer = new();
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => optimizer.Step(new float[parameters], new float[gradients], FakeNetwork.Create()));
        Assert.Equal(name, error.ParamName);
        Assert.Contains("FakeNet stores 150 values", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void ImpossibleSetting_IsRefusedByName()
    {
        Refused("learningRate", () => new GradientDescent(-1f));
        Refused("learningRate", () => new Adam(float.NaN));
        Refused("learningRate", () => new RMSProp(float.PositiveInfinity));
        Refused("LearningRate", () => new AdaGrad(1f) { LearningRate = float.NaN });
        Refused("beta", () => new Momentum(1f, 1f));
        Refused("beta", () => new Momentum(1f, -0.1f));
        Refused("Dampening", () => new Momentum(1f) { Dampening = 1.1f });
        Refused("decay", () => new RMSProp(1f, 1f));
        Refused("beta1", () => new Adam(1f, 1f));
        Refused("beta2", () => new AdamW(1f, 0.9f, float.NaN));
        Refused("Epsilon", () => new Adam { Epsilon = 0f });
        Refused("Epsilon", () => new RMSProp(1f) { Epsilon = float.NaN });
        Refused("Epsilon", () => new AdaGrad(1f) { Epsilon = -1f });
        Refused("WeightDecay", () => new AdamW { WeightDecay = -0.1f });
        Refused("WeightDecay", () => new GradientDescent(1f) { WeightDecay = float.PositiveInfinity });
    }

    [Fact]
    public void Defaults_AreTheDocumentedOnes()
    {
        Adam adam = new();
        Assert.Equal((1e-3f, 0.9f, 0.999f, 1e-8f, 0f), (adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay));
        AdamW adamW = new();
        Assert.Equal((1e-3f, 0.9f, 0.999f, 1e-8f, 0.01f), (adamW.LearningRate, adamW.Beta1, adamW.Beta2, adamW.Epsilon, adamW.WeightDecay));
        Assert.Equal((0.9f, 0f, false), (new Momentum(1f).Beta, new Momentum(1f).Dampening, new Momentum(1f).Nesterov));
        Assert.Equal((0.9f, 1e-8f), (new RMSProp(1f).Decay, new RMSProp(1f).Epsilon));
        Assert.Equal(1e-10f, new AdaGrad(1f).Epsilon);
    }

    [Fact]
    public void StructOptimizer_StepsThroughTheInterfaceWithoutBoxing()
    {
        NetworkDescription network = FakeNetwork.Create();
        float[] parameters = [.. Enumerable.Repeat(1f, 150)];
        float[] gradients = [.. Enumerable.Repeat(0.5f, 150)];
        Update(new SignDescent { LearningRate = 0.25f }, parameters, gradients, network);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Update(new SignDescent { LearningRate = 0.25f }, parameters, gradients, network);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.All(parameters, value => Assert.Equal(0.5f, value));
    }

    private static void Update<TOptimizer>(TOptimizer optimizer, float[] parameters, float[] gradients, NetworkDescription network)
        where TOptimizer : IOptimizer =>
        optimizer.Step(parameters, gradients, network);

    private static void Refused(string name, Func<object> create) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(create).ParamName);

    private static float[] Move(NetworkDescription from, float[] slab, NetworkDescription to)
    {
        float[] moved = new float[to.ParameterStorage];
        foreach (TensorDescription tensor in from.Tensors)
        {
            float[] values = new float[tensor.Length];
            CompilerServices.TensorAccess.Get(tensor, slab, values);
            CompilerServices.TensorAccess.Set(to.Tensor(tensor.Name), moved, values);
        }

        return moved;
    }

    private struct SignDescent : IOptimizer
    {
        public float LearningRate { get; set; }

        public readonly void Step(Span<float> parameters, ReadOnlySpan<float> gradients, NetworkDescription network)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] -= LearningRate * MathF.Sign(gradients[i]);
            }
        }
    }
}
