using System;
using System.Collections.Generic;
using System.IO;
using NetGen.Serialization;
using Xunit;

namespace NetGen.Tests.Serialization;

public class SafetensorsWriterTests
{
    [Fact]
    public void File_HasTheBytesOfTheFormat()
    {
        MemoryStream stream = new();
        SafetensorsWriter writer = new(
            stream,
            [new SafetensorsTensor("b", "F32", [2, 1]), new SafetensorsTensor("a", "U8", [])],
            [KeyValuePair.Create("format", "pt")]);
        writer.WriteNext([1f, -2f]);
        writer.WriteNext([(byte)7]);
        writer.Finish();

        // 8 + 136 is a multiple of 8: the data is aligned.
        string header = """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[],"data_offsets":[8,9]}}""";
        Assert.Equal(138, header.Length);
        Assert.Equal(FileBytes.Of(header + "      ", [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 7]), stream.ToArray());
    }

    [Fact]
    public void NoTensors_AreAFileToo()
    {
        MemoryStream stream = new();
        new SafetensorsWriter(stream, [], []).Finish();
        Assert.Equal(FileBytes.Of("{}      "), stream.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16_384)]
    [InlineData(16_385)]
    [InlineData(1_100_000)]
    public void Floats_OfAnyCountRoundTrip(int count)
    {
        float[] values = new float[count];
        Xoshiro256 random = new(5);
        foreach (ref float value in values.AsSpan())
        {
            value = BitConverter.UInt32BitsToSingle((uint)random.NextUInt64());
        }

        MemoryStream stream = new();
        SafetensorsWriter writer = new(stream, [new SafetensorsTensor("ä\"\\\n", "F32", [count])], []);
        writer.WriteNext(values);
        writer.Finish();
        stream.Position = 0;
        SafetensorsReader reader = new(stream);
        Assert.Equal("ä\"\\\n", reader.Tensors[0].Name);
        float[] back = new float[count];
        reader.ReadNext(back);
        reader.Finish();
        Assert.Equal(Array.ConvertAll(values, BitConverter.SingleToInt32Bits), Array.ConvertAll(back, BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void WrongUse_IsRefused()
    {
        SafetensorsTensor tensor = new("a", "F16", [2]);
        Assert.Throws<ArgumentException>(() => new SafetensorsWriter(new MemoryStream(), [tensor, tensor], []));
        Assert.Throws<ArgumentException>(() => new SafetensorsWriter(new MemoryStream(), [], [new("k", "1"), new("k", "2")]));
        SafetensorsWriter writer = new(new MemoryStream(), [tensor], []);
        Assert.Throws<InvalidOperationException>(writer.Finish);
        Assert.Throws<InvalidOperationException>(() => writer.WriteNext(new float[2]));
        Assert.Throws<ArgumentException>(() => writer.WriteNext(new byte[3]));
        writer.WriteNext(new byte[4]);
        Assert.Throws<InvalidOperationException>(() => writer.WriteNext(new byte[4]));
        writer.Finish();
    }

    [Fact]
    public void ImpossibleTensor_IsRefusedByName()
    {
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => new SafetensorsTensor("__metadata__", "F32", [])).ParamName);
        Assert.Equal("dtype", Assert.Throws<ArgumentException>(() => new SafetensorsTensor("a", "float", [])).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentException>(() => new SafetensorsTensor("a", "F32", [-1])).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentException>(() => new SafetensorsTensor("a", "F32", [1L << 61])).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentException>(() => new SafetensorsTensor("a", "F4", [3])).ParamName);
    }
}
