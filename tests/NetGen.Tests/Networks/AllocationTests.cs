using System;
using Xunit;

namespace NetGen.Tests.Networks;

[Trait("Category", "Functional")]
public sealed class AllocationTests
{
    private static object? _sink;

    public static TheoryData<string, int> NamesAndRows
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in new[] { "tanh_2_4_1", "relu_4_8_8_3", "activation_first", "mixed_5_12_9_20_7_6", "pooled_6_40_4", "pooled_bce_9_3", "normalized_9_20_11", "residual_9_9_4", "smoothed_5_20_4", TestNetworks.Wide })
            {
                foreach (int rows in new[] { 1, 5, 40, 200 })
                {
                    data.Add(name, rows);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Measurement_SeesASingleObject() => Assert.True(Allocation.Of(() => _sink = new object()) > 0);

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void EveryPass_AllocatesNothing(string name, int rows)
    {
        INetwork network = TestNetworks.Create(name);
        TestBatch batch = new(network, rows);
        float[] outputs = new float[rows * network.OutputSize];
        float[] gradients = new float[network.ParameterStorage];
        Assert.Equal(0, Allocation.Of(() => network.Forward(batch.Inputs, outputs)));
        Assert.Equal(0, Allocation.Of(() => network.Backward(batch.Inputs, batch.Targets, gradients)));
        Assert.Equal(0, Allocation.Of(() => network.ComputeLoss(batch.Inputs, batch.Targets)));
        if (network is IClassifier classifier)
        {
            Assert.Equal(0, Allocation.Of(() => classifier.Backward(batch.Inputs, batch.Labels, gradients)));
            Assert.Equal(0, Allocation.Of(() => classifier.ComputeLoss(batch.Inputs, batch.Labels)));
        }
    }

    [Fact]
    public void TheClassItselfAndAGenericConstraint_AllocateNothing()
    {
        Stack6404Net stack = new();
        Pooled6404Net pooled = new();
        TestBatch batch = new(stack, 40);
        float[] outputs = new float[160];
        float[] gradients = new float[stack.ParameterStorage];
        Assert.Equal(0, Allocation.Of(() => stack.Forward(batch.Inputs, outputs)));
        Assert.Equal(0, Allocation.Of(() => pooled.Forward(batch.Inputs, outputs)));
        Assert.Equal(0, Allocation.Of(() => Step(stack, batch, outputs, gradients)));
        Assert.Equal(0, Allocation.Of(() => Step(pooled, batch, outputs, gradients)));

        static void Step<TNetwork>(TNetwork network, TestBatch batch, float[] outputs, float[] gradients)
            where TNetwork : IClassifier
        {
            network.Forward(batch.Inputs, outputs);
            network.Backward(batch.Inputs, batch.Labels, gradients);
            network.Update(new PlainStep { LearningRate = 0.01f }, gradients);
        }
    }

    [Fact]
    public void Tensors_AreCopiedWithoutAllocation()
    {
        Gelu173310Net network = new();
        float[] weight = new float[33 * 17];
        float[] gradients = new float[network.ParameterStorage];
        Assert.Equal(0, Allocation.Of(() => network.GetTensor("layer1.weight", weight)));
        Assert.Equal(0, Allocation.Of(() => network.SetTensor("layer1.weight", weight)));
        Assert.Equal(0, Allocation.Of(() => Gelu173310Net.GetGradient(gradients, "layer1.weight", weight)));
    }

    [Theory]
    [MemberData(nameof(TestOptimizers.Names), MemberType = typeof(TestOptimizers))]
    public void Update_AllocatesNothingAfterTheFirstStep(string optimizer)
    {
        foreach (string name in new[] { "gelu_17_33_10", "pooled_6_40_4" })
        {
            INetwork network = TestNetworks.Create(name);
            IOptimizer rule = TestOptimizers.All[optimizer]();
            TestBatch batch = new(network, 16);
            float[] gradients = new float[network.ParameterStorage];
            Assert.Equal(0, Allocation.Of(() =>
            {
                network.Backward(batch.Inputs, batch.Targets, gradients);
                network.Update(rule, gradients);
            }));
        }
    }

    [Fact]
    public void PreparedOptimizer_DoesNotAllocateAtTheFirstStepEither()
    {
        Stack6404Net network = new();
        float[] gradients = new float[network.ParameterStorage];
        network.Update(new Adam(), gradients);
        Adam adam = new();
        adam.Prepare(network.Description);
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.Update(adam, gradients);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void StructOptimizer_IsNotBoxed()
    {
        Relu4883Net network = new();
        float[] gradients = new float[network.ParameterStorage];
        Array.Fill(gradients, 1f);
        PlainStep step = new() { LearningRate = 0.5f };
        float before = network.Parameters[0];
        network.Update(step, gradients);
        Assert.Equal(before - 0.5f, network.Parameters[0]);
        Assert.Equal(0, Allocation.Of(() => network.Update(step, gradients)));
        Assert.Equal(0, AsInterface(network));

        long AsInterface(INetwork any) => Allocation.Of(() => any.Update(step, gradients));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnEpochOfFit_AllocatesNothing(bool pooled)
    {
        // The history doubles its list after 4, 8 and 16 epochs; between 10 and 16 nothing but batches is under way.
        const int Epochs = 16;
        const int First = 10;
        Dataset data = Training.Samples.Clusters(320);
        long[] allocated = new long[Epochs + 1];
        TrainingOptions options = new()
        {
            Epochs = Epochs,
            BatchSize = 8,
            Validation = data,
            MeasureTrainingAccuracy = true,
            Progress = new Training.Report(report => allocated[report.Epoch] = GC.GetAllocatedBytesForCurrentThread()),
        };
        TrainingResult result = pooled
            ? Trainer.Fit(new PooledClusterNet(), data, new Adam(), options)
            : Trainer.Fit(new ClusterNet(), data, new Adam(), options);
        Assert.Equal(Epochs, result.History.Count);
        Assert.Equal(allocated[First], allocated[Epochs]);
    }

    private struct PlainStep : IOptimizer
    {
        public float LearningRate { get; set; }

        public readonly void Step(Span<float> parameters, ReadOnlySpan<float> gradients, NetworkDescription network)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] -= LearningRate * gradients[i];
            }
        }
    }
}

[Network(2, Loss = Loss.CrossEntropy)]
[Dense(6, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class ClusterNet;

[Network(2, Loss = Loss.CrossEntropy, MaxStackBytes = 0)]
[Dense(6, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class PooledClusterNet;
