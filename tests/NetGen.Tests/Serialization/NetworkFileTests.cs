using System;
using System.IO;
using System.Linq;
using NetGen.CompilerServices;
using NetGen.Serialization;
using NetGen.Tests.Optimizers;
using Xunit;

namespace NetGen.Tests.Serialization;

public class NetworkFileTests
{
    private static readonly NetworkDescription Network = FakeNetwork.Create();

    // 2 inputs, 2 units: weight stored input-major with rows of 4, bias behind.
    private static readonly NetworkDescription Small = new(
        "SmallNet",
        2,
        2,
        Loss.MeanSquaredError,
        12,
        [
            new TensorDescription("layer1.weight", TensorRole.Weight, 0, [2, 2], [1, 4]),
            new TensorDescription("layer1.bias", TensorRole.Bias, 8, [2], [1]),
        ]);

    [Fact]
    public void FileOfAnotherWriter_IsLoaded()
    {
        // Bias first, metadata, padding, as other writers may have it. Weight [[1, 2], [3, 4]], bias [5, 6].
        byte[] file = FileBytes.Of(
            """{"__metadata__":{"format":"pt","by":"hand"},"layer1.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"layer1.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]}}   """,
            [0, 0, 0xA0, 0x40, 0, 0, 0xC0, 0x40, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, 0x80, 0x40]);
        float[] parameters = new float[12];
        NetworkFile.Load(Small, parameters, new ForwardOnlyStream(file));
        Assert.Equal([1f, 3, 0, 0, 2, 4, 0, 0, 5, 6, 0, 0], parameters);
    }

    [Fact]
    public void SavedFile_HasCanonicalTensorsInTheOrderOfTheLayers()
    {
        byte[] expected = FileBytes.Of(
            """{"__metadata__":{"format":"pt"},"layer1.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"layer1.bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]}}"""
                .PadRight(168),
            FileBytes.Floats(1, 2, 3, 4, 5, 6));
        Assert.Equal(expected, Save(Small, [1f, 3, 0, 0, 2, 4, 0, 0, 5, 6, 0, 0]));
    }

    [Fact]
    public void RoundTrip_KeepsEveryBitAndThePadding()
    {
        using TemporaryFolder folder = new();
        float[] parameters = FakeNetwork.Slab(Network, 1);
        parameters[0] = float.NaN;
        parameters[1] = -0f;
        NetworkFile.Save(Network, parameters, folder["net.safetensors"]);
        float[] loaded = new float[150];
        NetworkFile.Load(Network, loaded, folder["net.safetensors"]);
        Assert.Equal(Array.ConvertAll(parameters, BitConverter.SingleToInt32Bits), Array.ConvertAll(loaded, BitConverter.SingleToInt32Bits));
        Assert.Equal(Save(Network, parameters), File.ReadAllBytes(folder["net.safetensors"]));
        Assert.Equal([folder["net.safetensors"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Streams_StayOpen()
    {
        MemoryStream stream = new();
        NetworkFile.Save(Network, new float[150], stream);
        stream.Position = 0;
        NetworkFile.Load(Network, new float[150], stream);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void FileThatDoesNotFit_IsRefusedWithAllDifferencesAndTheParametersStay()
    {
        MemoryStream stream = new();
        SafetensorsWriter writer = new(
            stream,
            [
                new SafetensorsTensor("layer1.weight", "F32", [3, 5]),
                new SafetensorsTensor("layer1.bias", "F16", [5]),
                new SafetensorsTensor("layer2.weight", "F32", [2, 5]),
                new SafetensorsTensor("fc.bias", "F32", [2]),
            ],
            []);
        writer.WriteNext(new float[15]);
        writer.WriteNext(new byte[10]);
        writer.WriteNext(new float[10]);
        writer.WriteNext(new float[2]);
        stream.Position = 0;
        AssertRefused(
            stream,
            "The file does not fit FakeNet, which stays as it was. Differences:\n"
            + "  layer1.weight: expected F32 [5, 3], found F32 [3, 5]\n"
            + "  layer1.bias: expected F32 [5], found F16 [5]\n"
            + "  unexpected: fc.bias F32 [2]\n"
            + "  missing: layer2.bias F32 [2]");
    }

    [Fact]
    public void ManyDifferences_AreCutShort()
    {
        MemoryStream stream = new();
        SafetensorsTensor[] tensors = [.. Enumerable.Range(0, 1000).Select(i => new SafetensorsTensor($"t{i}", "F32", [0]))];
        SafetensorsWriter writer = new(stream, tensors, []);
        foreach (SafetensorsTensor tensor in tensors)
        {
            Assert.Equal(0, tensor.ByteLength);
            writer.WriteNext(ReadOnlySpan<float>.Empty);
        }

        stream.Position = 0;
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => NetworkFile.Load(Network, new float[150], stream));
        Assert.EndsWith("\n  and 974 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTruncation_IsRefusedAndTheParametersStay()
    {
        byte[] file = Save(Network, FakeNetwork.Slab(Network, 2));
        for (int length = 0; length < file.Length; length++)
        {
            byte[] cut = file[..length];
            AssertRefused(new MemoryStream(cut), null);
            AssertRefused(new ForwardOnlyStream(cut, 100), null);
        }

        AssertRefused(new ForwardOnlyStream([.. file, 0], 100), null);
    }

    [Fact]
    public void PathOfAWrongFile_IsNamed()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["x.safetensors"], "This is no safetensors file.");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => NetworkFile.Load(Network, new float[150], folder["x.safetensors"]));
        Assert.StartsWith(folder["x.safetensors"] + ": Not a safetensors file", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => NetworkFile.Load(Network, new float[150], folder["none.safetensors"]));
    }

    [Fact]
    public void WrongSlab_IsRefusedByName()
    {
        ArgumentException save = Assert.Throws<ArgumentException>(() => NetworkFile.Save(Network, new float[149], new MemoryStream()));
        Assert.Equal("FakeNet stores 150 values; parameters has 149. (Parameter 'parameters')", save.Message);
        Assert.Throws<ArgumentException>(() => NetworkFile.Load(Network, new float[151], new MemoryStream()));
    }

    [Fact]
    public void FailedSave_LeavesTheOldFileAndNoOther()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["net.safetensors"], "old");
        Assert.Throws<ArgumentException>(() => NetworkFile.Save(Network, new float[149], folder["net.safetensors"]));
        Assert.Equal("old", File.ReadAllText(folder["net.safetensors"]));
        Assert.Equal([folder["net.safetensors"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void SaveIntoAMissingFolder_NamesTheFolderAndTheFile()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        string path = Path.Combine(folder, "net.safetensors");
        DirectoryNotFoundException error = Assert.Throws<DirectoryNotFoundException>(() => new AtomicFile(path));
        Assert.Equal($"There is no folder '{folder}' to save '{path}' in.", error.Message);
    }

    [Fact]
    public void SaveOverAFolder_FailsAndLeavesNothingBehind()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["net"]);
        Exception? error = Record.Exception(() => NetworkFile.Save(Network, new float[150], folder["net"]));
        Assert.True(error is IOException or UnauthorizedAccessException, $"{error}");
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.True(Directory.Exists(folder["net"]));
    }

    [Fact]
    public void AtomicFile_AbandonedMidwayKeepsTheOldFile()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a"], "old");
        using (AtomicFile file = new(folder["a"]))
        {
            file.Stream.Write(new byte[100_000]);
            Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
            Assert.Equal("old", File.ReadAllText(folder["a"]));
        }

        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Single(Directory.GetFiles(folder.Path));
        using (AtomicFile file = new(folder["a"]))
        {
            file.Stream.Write("new"u8);
            file.Commit();
        }

        Assert.Equal("new", File.ReadAllText(folder["a"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private static void AssertRefused(Stream stream, string? message)
    {
        float[] parameters = FakeNetwork.Slab(Network, 9);
        float[] before = [.. parameters];
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => NetworkFile.Load(Network, parameters, stream));
        Assert.Equal(message ?? error.Message, error.Message);
        Assert.Equal(before, parameters);
    }

    private static byte[] Save(NetworkDescription network, float[] parameters)
    {
        MemoryStream stream = new();
        NetworkFile.Save(network, parameters, stream);
        return stream.ToArray();
    }
}
