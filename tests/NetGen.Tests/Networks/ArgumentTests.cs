using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Wrong arguments of Relu4883Net: 4 inputs, 3 outputs.</summary>
public sealed class ArgumentTests
{
    private readonly Relu4883Net _network = new();

    public static TheoryData<string, string, Action<Relu4883Net>> WrongLengths
    {
        get
        {
            int storage = new Relu4883Net().ParameterStorage;
            var data = new TheoryData<string, string, Action<Relu4883Net>>();
            void Add(string argument, string message, Action<Relu4883Net> call) => data.Add(argument, message, call);
            static float[] F(int length) => new float[length];

            Add("inputs", "inputs has 7 values; expected whole rows of 4 (rows x InputSize).", n => n.Forward(F(7), F(6)));
            Add("outputs", "outputs has 5 values; expected 6 for 2 rows of 3.", n => n.Forward(F(8), F(5)));
            Add("outputs", "outputs has 7 values; expected 6 for 2 rows of 3.", n => n.Forward(F(8), F(7)));
            Add("outputs", "outputs has 0 values; expected 3 for 1 rows of 3.", n => n.Forward(F(4), []));
            Add("outputs", "outputs has 3 values; expected 0 for 0 rows of 3.", n => n.Forward([], F(3)));
            Add("inputs", "inputs has 3 values; expected whole rows of 4 (rows x InputSize).", n => n.Backward(F(3), F(3), F(storage)));
            Add("targets", "targets has 4 values; expected 3 for 1 rows of 3.", n => n.Backward(F(4), F(4), F(storage)));
            Add("gradients", $"gradients has 0 values; expected ParameterStorage = {storage}.", n => n.Backward(F(4), F(3), []));
            Add("gradients", $"gradients has {storage - 1} values; expected ParameterStorage = {storage}.", n => n.Backward(F(4), F(3), F(storage - 1)));
            Add("inputs", "inputs is empty; expected at least one row of 4 values.", n => n.Backward([], ReadOnlySpan<float>.Empty, F(storage)));
            Add("inputs", "inputs has 9 values; expected whole rows of 4 (rows x InputSize).", n => n.Backward(F(9), new int[2], F(storage)));
            Add("labels", "labels has 3 values; expected 2 for 2 rows of 1.", n => n.Backward(F(8), new int[3], F(storage)));
            Add("gradients", $"gradients has 1 values; expected ParameterStorage = {storage}.", n => n.Backward(F(4), new int[1], F(1)));
            Add("inputs", "inputs is empty; expected at least one row of 4 values.", n => n.Backward([], ReadOnlySpan<int>.Empty, F(storage)));
            Add("inputs", "inputs has 1 values; expected whole rows of 4 (rows x InputSize).", n => n.ComputeLoss(F(1), F(3)));
            Add("targets", "targets has 2 values; expected 3 for 1 rows of 3.", n => n.ComputeLoss(F(4), F(2)));
            Add("inputs", "inputs is empty; expected at least one row of 4 values.", n => n.ComputeLoss([], ReadOnlySpan<float>.Empty));
            Add("labels", "labels has 0 values; expected 1 for 1 rows of 1.", n => n.ComputeLoss(F(4), ReadOnlySpan<int>.Empty));
            Add("inputs", "inputs is empty; expected at least one row of 4 values.", n => n.ComputeLoss([], ReadOnlySpan<int>.Empty));
            Add("gradients", $"gradients has 5 values; expected ParameterStorage = {storage}.", n => n.Update(new Adam(), F(5)));
            Add("destination", "Tensor layer1.weight [8, 4] has 32 values; destination has 31.", n => n.GetTensor("layer1.weight", F(31)));
            Add("source", "Tensor layer3.bias [3] has 3 values; source has 4.", n => n.SetTensor("layer3.bias", F(4)));
            Add("destination", "Tensor layer2.bias [8] has 8 values; destination has 0.", n => Relu4883Net.GetGradient(F(storage), "layer2.bias", []));
            Add("gradients", $"gradients has 3 values; expected ParameterStorage = {storage}.", n => Relu4883Net.GetGradient(F(3), "layer2.bias", F(8)));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WrongLengths))]
    public void WrongLength_IsRefusedByNameWithWhatWasExpectedAndGiven(string argument, string message, Action<Relu4883Net> call)
    {
        float[] before = _network.Parameters.ToArray();
        ArgumentException error = Assert.Throws<ArgumentException>(argument, () => call(_network));
        Assert.Equal($"{message} (Parameter '{argument}')", error.Message);
        Assert.Equal(before, _network.Parameters.ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void LabelOutOfRange_IsRefused(int label)
    {
        int[] labels = [0, 2, label, 1];
        float[] gradients = new float[_network.ParameterStorage];
        Array.Fill(gradients, 7f);
        string message = $"labels[2] is {label}; expected a class from 0 to 2. (Parameter 'labels'){Environment.NewLine}Actual value was {label}.";
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(() => _network.Backward(new float[16], labels, gradients)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(() => _network.ComputeLoss(new float[16], labels)).Message);
        Assert.All(gradients, value => Assert.Equal(7f, value));
    }

    /// <summary>Labels are checked four at a time.</summary>
    [Fact]
    public void ALabelOutOfRange_IsFoundAtEveryPlace()
    {
        float[] gradients = new float[_network.ParameterStorage];
        for (int rows = 1; rows <= 13; rows++)
        {
            for (int row = 0; row < rows; row++)
            {
                int[] labels = new int[rows];
                labels[row] = row % 2 == 0 ? 3 : -1;
                Assert.StartsWith(
                    $"labels[{row}] is {labels[row]};",
                    Assert.Throws<ArgumentOutOfRangeException>(() => _network.Backward(new float[4 * rows], labels, gradients)).Message,
                    StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("layer4.weight")]
    [InlineData("Layer1.weight")]
    [InlineData("")]
    public void UnknownTensor_IsRefusedWithTheNamesThatExist(string name)
    {
        string message = $"Relu4883Net has no tensor '{name}'. It has: layer1.weight [8, 4], layer1.bias [8], layer2.weight [8, 8], layer2.bias [8], "
            + "layer3.weight [3, 8], layer3.bias [3]. (Parameter 'name')";
        Assert.Equal(message, Assert.Throws<ArgumentException>(nameof(name), () => _network.GetTensor(name, new float[3])).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(nameof(name), () => _network.SetTensor(name, new float[3])).Message);
        float[] gradients = new float[_network.ParameterStorage];
        Assert.Equal(message, Assert.Throws<ArgumentException>(nameof(name), () => Relu4883Net.GetGradient(gradients, name, new float[3])).Message);
    }

    [Fact]
    public void Null_IsRefusedByName()
    {
        Assert.Throws<ArgumentNullException>("path", () => _network.Save((string)null!));
        Assert.Throws<ArgumentNullException>("path", () => _network.Load((string)null!));
        Assert.Throws<ArgumentException>("path", () => _network.Save(""));
        Assert.Throws<ArgumentException>("path", () => _network.Load(""));
        Assert.Throws<ArgumentNullException>("stream", () => _network.Save((Stream)null!));
        Assert.Throws<ArgumentNullException>("stream", () => _network.Load((Stream)null!));
        float[] gradients = new float[_network.ParameterStorage];
        Assert.Throws<ArgumentNullException>("name", () => _network.GetTensor(null!, gradients));
        Assert.Throws<ArgumentNullException>("name", () => _network.SetTensor(null!, gradients));
        Assert.Throws<ArgumentNullException>("name", () => Relu4883Net.GetGradient(gradients, null!, gradients));
        Assert.Throws<ArgumentNullException>("optimizer", () => _network.Update((Adam)null!, gradients));
        Assert.Throws<ArgumentNullException>("optimizer", () => _network.Update((IOptimizer)null!, gradients));
    }

    [Theory]
    [MemberData(nameof(TestNetworks.NamesAndWide), MemberType = typeof(TestNetworks))]
    [Trait("Category", "Functional")]
    public void ForwardOfNoRows_DoesNothing(string name) => TestNetworks.Create(name).Forward([], []);

    [Fact]
    public void Sizes_AreTheSameByConstantInterfaceAndDescription()
    {
        INetwork network = _network;
        Assert.Equal((4, 3, 139), (Relu4883Net.InputSize, Relu4883Net.OutputSize, Relu4883Net.ParameterCount));
        Assert.Equal((4, 3, 139), (network.InputSize, network.OutputSize, network.ParameterCount));
        Assert.Equal((4, 3, 139), (network.Description.InputSize, network.Description.OutputSize, network.Description.ParameterCount));
        Assert.Equal(network.ParameterStorage, network.Description.ParameterStorage);
        Assert.Equal(network.ParameterStorage, network.Parameters.Length);
        Assert.Equal(("Relu4883Net", Loss.CrossEntropy), (network.Description.Name, network.Description.Loss));
        Assert.Equal(
            ["layer1.weight [8, 4]", "layer1.bias [8]", "layer2.weight [8, 8]", "layer2.bias [8]", "layer3.weight [3, 8]", "layer3.bias [3]"],
            Relu4883Net.Tensors.Select(t => t.ToString()));
    }
}
