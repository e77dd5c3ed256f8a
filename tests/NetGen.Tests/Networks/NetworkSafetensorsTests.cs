using System;
using System.IO;
using System.Linq;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.Networks;

[Trait("Category", "Functional")]
public sealed class NetworkSafetensorsTests
{
    // As PyTorch's safetensors.torch.save_file writes the state of Linear(2, 3), Linear(3, 1): names in alphabetical order.
    private const string Header =
        """{"__metadata__":{"format":"pt"},"layer1.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"layer1.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[12,36]},"layer2.bias":{"dtype":"F32","shape":[1],"data_offsets":[36,40]},"layer2.weight":{"dtype":"F32","shape":[1,3],"data_offsets":[40,52]}}""";

    private static readonly float[] Values = [0.5f, -1, 2, 1, 2, 3, 4, 5, 6, 10, 1, -1, 0.25f];

    [Fact]
    public void FileOfPyTorch_GivesTheNetworkThatPyTorchHas()
    {
        ReLU231Net network = new(9);
        network.Load(new MemoryStream(FileBytes.Of(Header, FileBytes.Floats(Values))));
        Assert.Equal([1, 2, 3, 4, 5, 6], Tensor(network, "layer1.weight"));
        Assert.Equal([0.5f, -1, 2], Tensor(network, "layer1.bias"));
        Assert.Equal([1, -1, 0.25f], Tensor(network, "layer2.weight"));
        Assert.Equal([10f], Tensor(network, "layer2.bias"));

        // By hand: relu(1 + 4 + 0.5, 3 + 8 - 1, 5 + 12 + 2) = (5.5, 10, 19), 5.5 - 10 + 4.75 + 10; x = (-1, 0): relu(-0.5, -4, -3) = 0.
        float[] outputs = new float[2];
        network.Forward([1, 2, -1, 0], outputs);
        Assert.Equal([10.25f, 10f], outputs);
    }

    [Fact]
    public void SavedFile_HasTheBytesThatAnyReaderExpects()
    {
        ReLU231Net network = new();
        network.Load(new MemoryStream(FileBytes.Of(Header, FileBytes.Floats(Values))));
        MemoryStream stream = new();
        network.Save(stream);
        string header =
            """{"__metadata__":{"format":"pt"},"layer1.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"layer1.bias":{"dtype":"F32","shape":[3],"data_offsets":[24,36]},"layer2.weight":{"dtype":"F32","shape":[1,3],"data_offsets":[36,48]},"layer2.bias":{"dtype":"F32","shape":[1],"data_offsets":[48,52]}}""";
        header = header.PadRight((header.Length + 7) / 8 * 8);
        Assert.Equal(FileBytes.Of(header, FileBytes.Floats(1, 2, 3, 4, 5, 6, 0.5f, -1, 2, 1, -1, 0.25f, 10)), stream.ToArray());
    }

    [Theory]
    [MemberData(nameof(TestNetworks.NamesAndWide), MemberType = typeof(TestNetworks))]
    public void RoundTrip_KeepsEveryBit(string name)
    {
        using TemporaryFolder folder = new();
        INetwork saved = TestNetworks.Create(name, 1);
        TestBatch batch = new(saved, 20);
        float[] expected = new float[batch.Rows * saved.OutputSize];
        float[] actual = new float[expected.Length];
        saved.Forward(batch.Inputs, expected);
        saved.Save(folder["a.safetensors"]);
        MemoryStream stream = new();
        saved.Save(stream);
        Assert.Equal(File.ReadAllBytes(folder["a.safetensors"]), stream.ToArray());

        INetwork byPath = TestNetworks.Create(name, 2);
        byPath.Load(folder["a.safetensors"]);
        byPath.Forward(batch.Inputs, actual);
        Assert.Equal(expected, actual);
        Assert.Equal(saved.Parameters.ToArray(), byPath.Parameters.ToArray());

        INetwork byStream = TestNetworks.Create(name, 3);
        byStream.Load(new ForwardOnlyStream(stream.ToArray()));
        Assert.Equal(saved.Parameters.ToArray(), byStream.Parameters.ToArray());
    }

    [Fact]
    public void SavingTwice_GivesTheSameBytes()
    {
        MemoryStream first = new();
        MemoryStream second = new();
        new MixedNet(4).Save(first);
        new MixedNet(4).Save(second);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void NetworkOfAnotherSchedule_LoadsTheFileAndGivesTheSameBits()
    {
        Pooled6404Net pooled = new(1);
        Stack6404Net stack = new(2);
        MemoryStream stream = new();
        pooled.Save(stream);
        stream.Position = 0;
        stack.Load(stream);
        TestBatch batch = new(stack, 150);
        float[] expected = new float[600];
        float[] actual = new float[600];
        foreach (int rows in (int[])[1, 7, 150])
        {
            pooled.Forward(batch.InputRows(pooled, 0, rows), expected.AsSpan(0, 4 * rows));
            stack.Forward(batch.InputRows(stack, 0, rows), actual.AsSpan(0, 4 * rows));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void FileOfAnotherNetwork_IsRefusedWithAllDifferencesAndNothingChanges()
    {
        MemoryStream stream = new();
        new Tanh241Net().Save(stream);
        stream.Position = 0;
        ReLU231Net network = new(5);
        float[] before = network.Parameters.ToArray();
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => network.Load(stream));
        Assert.Equal(
            "The file does not fit ReLU231Net, which stays as it was. Differences:\n"
            + "  layer1.weight: expected F32 [3, 2], found F32 [4, 2]\n"
            + "  layer1.bias: expected F32 [3], found F32 [4]\n"
            + "  layer2.weight: expected F32 [1, 3], found F32 [1, 4]",
            error.Message);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void OtherDtypeAndOtherNames_AreRefused()
    {
        string header = Header.Replace("layer1.bias", "fc1.bias", StringComparison.Ordinal).Replace(
            "\"F32\",\"shape\":[1,3],\"data_offsets\":[40,52]", "\"F16\",\"shape\":[1,3],\"data_offsets\":[40,46]", StringComparison.Ordinal);
        ReLU231Net network = new(5);
        float[] before = network.Parameters.ToArray();
        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => network.Load(new MemoryStream(FileBytes.Of(header, FileBytes.Floats(Values)[..46]))));
        Assert.Contains("layer2.weight: expected F32 [1, 3], found F16 [1, 3]", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected: fc1.bias F32 [3]", error.Message, StringComparison.Ordinal);
        Assert.Contains("missing: layer1.bias F32 [3]", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void TruncatedFile_LeavesTheNetworkAsItWas()
    {
        byte[] file = FileBytes.Of(Header, FileBytes.Floats(Values));
        ReLU231Net network = new(5);
        float[] before = network.Parameters.ToArray();
        for (int length = 0; length < file.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => network.Load(new ForwardOnlyStream(file[..length])));
        }

        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void Save_ReplacesTheFileAtOnce()
    {
        using TemporaryFolder folder = new();
        string path = folder["net.safetensors"];
        new ReLU231Net(1).Save(path);
        byte[] old = File.ReadAllBytes(path);

        // Who reads the old file reads it to its end: the new one is another file, moved over it.
        using FileStream reader = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        new ReLU231Net(2).Save(path);
        byte[] read = new byte[old.Length];
        reader.ReadExactly(read);
        Assert.Equal(old, read);
        Assert.NotEqual(old, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void FailedSave_LeavesNoFileBehind()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["net"]);
        Exception? error = Record.Exception(() => new ReLU231Net().Save(folder["net"]));
        Assert.True(error is IOException or UnauthorizedAccessException, $"{error}");
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void LoadingAfterAnUpdateWithNaN_RestoresTheWholeSlab()
    {
        ReLU231Net network = new(1);
        float[] expected = network.Parameters.ToArray();
        MemoryStream stream = new();
        network.Save(stream);
        float[] gradients = new float[network.ParameterStorage];
        Array.Fill(gradients, float.NaN);
        network.Update(new GradientDescent(0.1f), gradients);
        Assert.All(network.Parameters.ToArray(), value => Assert.Equal(float.NaN, value));
        stream.Position = 0;
        network.Load(stream);
        Assert.Equal(expected, network.Parameters.ToArray());
    }

    private static float[] Tensor(ReLU231Net network, string name)
    {
        float[] values = new float[ReLU231Net.Tensors.Single(t => t.Name == name).Length];
        network.GetTensor(name, values);
        return values;
    }
}

[Network(2)]
[Dense(3, Activation.ReLU)]
[Dense(1)]
internal sealed partial class ReLU231Net;
