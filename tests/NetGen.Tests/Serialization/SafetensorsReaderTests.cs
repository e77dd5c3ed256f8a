using System;
using System.IO;
using System.Linq;
using System.Text;
using NetGen.Serialization;
using Xunit;

namespace NetGen.Tests.Serialization;

public class SafetensorsReaderTests
{
    [Fact]
    public void FileOfAnotherWriter_IsRead()
    {
        // Order of the header unlike the order of the data, spaces, an empty tensor, a scalar, escapes, padding, an unknown field.
        byte[] file = FileBytes.Of(
            """{ "b" : {"shape":[2],"dtype":"F32","data_offsets":[8,16]}, "__metadata__":{"format":"pt","note":"\u00e4 \"x\""}, "a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"empty":{"dtype":"F32","shape":[0,7],"data_offsets":[16,16]},"scal\u0061r":{"dtype":"I64","shape":[],"data_offsets":[16,24],"extra":{"x":[1,2]}}}     """,
            [.. FileBytes.Floats(1.5f, -2f, float.NaN, 4f), 1, 2, 3, 4, 5, 6, 7, 8]);
        foreach (Stream stream in new Stream[] { new MemoryStream(file), new ForwardOnlyStream(file), new ForwardOnlyStream(file, 1) })
        {
            SafetensorsReader reader = new(stream);
            Assert.Equal(["a F32 [1, 2]", "b F32 [2]", "empty F32 [0, 7]", "scalar I64 []"], reader.Tensors.Select(tensor => tensor.ToString()));
            Assert.Equal("pt", reader.Metadata["format"]);
            Assert.Equal("ä \"x\"", reader.Metadata["note"]);
            float[] two = new float[2];
            reader.ReadNext(two);
            Assert.Equal([1.5f, -2f], two);
            reader.ReadNext(two);
            Assert.Equal([float.NaN, 4f], two);
            reader.ReadNext(Span<float>.Empty);
            byte[] eight = new byte[8];
            reader.ReadNext(eight);
            Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], eight);
            reader.Finish();
        }
    }

    [Theory]
    [InlineData("F4", 2, 1)]
    [InlineData("F6_E2M3", 4, 3)]
    [InlineData("F6_E3M2", 4, 3)]
    [InlineData("BOOL", 3, 3)]
    [InlineData("U8", 3, 3)]
    [InlineData("I8", 3, 3)]
    [InlineData("F8_E5M2", 3, 3)]
    [InlineData("F8_E4M3", 3, 3)]
    [InlineData("F8_E8M0", 3, 3)]
    [InlineData("F8_E4M3FNUZ", 3, 3)]
    [InlineData("F8_E5M2FNUZ", 3, 3)]
    [InlineData("U16", 3, 6)]
    [InlineData("I16", 3, 6)]
    [InlineData("F16", 3, 6)]
    [InlineData("BF16", 3, 6)]
    [InlineData("U32", 3, 12)]
    [InlineData("I32", 3, 12)]
    [InlineData("F32", 3, 12)]
    [InlineData("U64", 3, 24)]
    [InlineData("I64", 3, 24)]
    [InlineData("F64", 3, 24)]
    [InlineData("C64", 3, 24)]
    public void EveryType_HasItsSize(string dtype, int count, int bytes)
    {
        SafetensorsReader reader = new(new MemoryStream(FileBytes.Of(Entry(dtype, $"[{count}]", $"[0,{bytes}]"), new byte[bytes])));
        Assert.Equal(dtype, reader.Tensors[0].Dtype);
        Assert.Equal(bytes, reader.Tensors[0].ByteLength);
    }

    [Fact]
    public void EmptyFile_HasNoTensors()
    {
        SafetensorsReader reader = new(new MemoryStream(FileBytes.Of("{}")));
        Assert.Empty(reader.Tensors);
        Assert.Empty(reader.Metadata);
        reader.Finish();
    }

    public static TheoryData<string, string, string> MalformedHeaders => new()
    {
        { "empty", "", "does not begin with '{'" },
        { "leading space", " {}", "does not begin with '{'" },
        { "array", "[]", "does not begin with '{'" },
        { "unclosed", "{", "not valid JSON" },
        { "half", "{\"a\":{\"dtype\":\"F32\"", "not valid JSON" },
        { "trailing comma", "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},}", "not valid JSON" },
        { "comment", "{/* */}", "not valid JSON" },
        { "second value", "{} {}", "not valid JSON" },
        { "zero byte padding", "{}\0\0", "not valid JSON" },
        { "too deep", $"{{\"a\":{{\"x\":{new string('[', 100)}{new string(']', 100)}}}}}", "not valid JSON" },
        { "tensor no object", "{\"a\":3}", "'a' in its header is not an object" },
        { "tensor null", "{\"a\":null}", "'a' in its header is not an object" },
        { "metadata no object", "{\"__metadata__\":[]}", "'__metadata__' in its header is not an object" },
        { "metadata number", "{\"__metadata__\":{\"k\":1}}", "metadata 'k' is not a string" },
        { "metadata twice", "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", "metadata has the key 'k' twice" },
        { "two metadata", "{\"__metadata__\":{},\"__metadata__\":{}}", "the name '__metadata__' twice" },
        { "half surrogate", "{\"__metadata__\":{\"k\":\"\\ud800\"}}", "half a surrogate pair" },
        { "half surrogate name", "{\"\\udc00\":{}}", "half a surrogate pair" },
        { "name twice", "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4,8]}}", "the name 'a' twice" },
        { "name twice by escape", "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},\"\\u0061\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4,8]}}", "the name 'a' twice" },
        { "field twice", "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", "the field 'dtype' twice" },
        { "no dtype", "{\"a\":{\"shape\":[],\"data_offsets\":[0,4]}}", "has no dtype" },
        { "no shape", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", "has no shape" },
        { "no offsets", "{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}", "has no data_offsets" },
        { "dtype number", "{\"a\":{\"dtype\":32,\"shape\":[],\"data_offsets\":[0,4]}}", "is not a string" },
        { "unknown dtype", Entry("FLOAT", "[]", "[0,4]"), "unknown dtype 'FLOAT'" },
        { "shape no array", Entry("F32", "4", "[0,16]"), "is not an array" },
        { "shape text", Entry("F32", "[\"4\"]", "[0,16]"), "whole numbers" },
        { "shape negative", Entry("F32", "[-1]", "[0,4]"), "whole numbers" },
        { "shape fraction", Entry("F32", "[1.5]", "[0,6]"), "whole numbers" },
        { "shape too large", Entry("F32", "[9223372036854775808]", "[0,4]"), "whole numbers" },
        { "shape overflow", Entry("F32", "[4294967296,4294967296]", "[0,4]"), "too many values" },
        { "shape overflow to zero", Entry("F32", "[9223372036854775807,9223372036854775807,4]", "[0,0]"), "too many values" },
        { "bytes overflow", Entry("F32", "[4611686018427387904]", "[0,0]"), "too many values" },
        { "half a byte", Entry("F4", "[3]", "[0,1]"), "no whole number of bytes" },
        { "one offset", Entry("F32", "[]", "[0]"), "has 1 data_offsets" },
        { "three offsets", Entry("F32", "[]", "[0,4,8]"), "has 3 data_offsets" },
        { "offset negative", Entry("F32", "[]", "[-4,0]"), "whole numbers" },
        { "offset overflow", Entry("F32", "[]", "[18446744073709551612,18446744073709551616]"), "whole numbers" },
        { "offsets reversed", Entry("F32", "[]", "[4,0]"), "needs 4 bytes" },
        { "offsets too wide", Entry("F32", "[]", "[0,8]"), "needs 4 bytes" },
        { "hole at the beginning", Entry("F32", "[]", "[4,8]"), "leaves a hole" },
        { "hole", "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}", "leaves a hole" },
        { "overlap", "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4,8]}}", "overlaps" },
        { "same place", "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", "overlaps" },
    };

    [Theory]
    [MemberData(nameof(MalformedHeaders))]
    public void MalformedHeader_IsRefusedWithTheReason(string name, string header, string reason)
    {
        Assert.NotEmpty(name);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new SafetensorsReader(new ForwardOnlyStream(FileBytes.Of(header, new byte[64]))));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Not a safetensors file: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HeaderThatIsNotUtf8_IsRefused()
    {
        byte[] header = Encoding.UTF8.GetBytes("{\"__metadata__\":{\"k\":\"?\"}}");
        header[Array.IndexOf(header, (byte)'?')] = 0xFF;
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new SafetensorsReader(new MemoryStream(FileBytes.Of(header))));
        Assert.Contains("not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0], "ends after 0 bytes")]
    [InlineData(new byte[] { 2, 0, 0 }, "ends after 3 bytes")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, (byte)'{' }, "ends after 1 bytes of a header of 2")]
    [InlineData(new byte[] { 1, 225, 245, 5, 0, 0, 0, 0, (byte)'{' }, "header length is 100000001, more than the 100000000")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "header length is 18446744073709551615")]
    public void WrongBeginning_IsRefused(byte[] file, string reason)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new SafetensorsReader(new MemoryStream(file)));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClaimedLength_IsNotAllocatedBeforeTheBytesCome()
    {
        // A header of 100 MB, and a tensor of 4 EB, in a file of some bytes.
        byte[] longHeader = [0, 225, 245, 5, 0, 0, 0, 0, (byte)'{'];
        byte[] longTensor = FileBytes.Of(Entry("F32", "[1152921504606846976]", "[0,4611686018427387904]"), new byte[4]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => new SafetensorsReader(new ForwardOnlyStream(longHeader)));
        SafetensorsReader reader = new(new ForwardOnlyStream(longTensor));
        Assert.Equal(1L << 62, reader.Tensors[0].ByteLength);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Throws<InvalidDataException>(() => new SafetensorsReader(new MemoryStream(longTensor)));
    }

    [Fact]
    public void LongHeader_IsReadInParts()
    {
        string header = "{\"__metadata__\":{\"k\":\"" + new string('x', 300_000) + "\"}}";
        SafetensorsReader reader = new(new ForwardOnlyStream(FileBytes.Of(header), 1000));
        Assert.Equal(300_000, reader.Metadata["k"].Length);
    }

    [Fact]
    public void TruncatedOrLongerData_IsRefusedWhetherTheStreamSeeksOrNot()
    {
        string header = Entry("F32", "[2]", "[0,8]");
        Assert.Contains("have 8 bytes, but 7 follow", Error(new MemoryStream(FileBytes.Of(header, new byte[7]))), StringComparison.Ordinal);
        Assert.Contains("have 8 bytes, but 9 follow", Error(new MemoryStream(FileBytes.Of(header, new byte[9]))), StringComparison.Ordinal);
        Assert.Contains("ends within the data of tensor 'a'", Error(new ForwardOnlyStream(FileBytes.Of(header, new byte[7]))), StringComparison.Ordinal);
        Assert.Contains("bytes follow behind the last tensor", Error(new ForwardOnlyStream(FileBytes.Of(header, new byte[9]))), StringComparison.Ordinal);

        static string Error(Stream stream) => Assert.Throws<InvalidDataException>(() => ReadFloats(stream)).Message;
    }

    [Fact]
    public void WrongUse_IsRefused()
    {
        SafetensorsReader reader = new(new MemoryStream(FileBytes.Of(Entry("F16", "[2]", "[0,4]"), new byte[4])));
        Assert.Throws<InvalidOperationException>(reader.Finish);
        Assert.Throws<InvalidOperationException>(() => reader.ReadNext(new float[2]));
        Assert.Throws<ArgumentException>(() => reader.ReadNext(new byte[5]));
        reader.ReadNext(new byte[4]);
        Assert.Throws<InvalidOperationException>(() => reader.ReadNext(new byte[4]));
        reader.Finish();
    }

    [Fact]
    public void RandomDamage_OnlyEverThrowsInvalidData()
    {
        byte[] good = FileBytes.Of(
            """{"__metadata__":{"format":"pt"},"layer1.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"layer1.bias":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}""",
            new byte[32]);
        Xoshiro256 random = new(4711);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bad = Damage(good, ref random);
            try
            {
                ReadFloats(random.NextInt(2) == 0 ? new MemoryStream(bad) : new ForwardOnlyStream(bad, 50));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 10_000, 20_000);
    }

    private static byte[] Damage(byte[] good, ref Xoshiro256 random)
    {
        byte[] interesting = [(byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)'"', (byte)',', (byte)':', (byte)'-', (byte)'9', (byte)'\\', 0, 0xFF, 0x80];
        System.Collections.Generic.List<byte> bytes = [.. good];
        int edits = 1 + random.NextInt(3);
        for (int i = 0; i < edits; i++)
        {
            // The header comes before the data and is where damage matters.
            int at = random.NextInt(random.NextInt(4) == 0 ? bytes.Count : Math.Min(bytes.Count, 170));
            switch (random.NextInt(5))
            {
                case 0:
                    bytes[at] = (byte)random.NextInt(256);
                    break;
                case 1:
                    bytes[at] = interesting[random.NextInt(interesting.Length)];
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, interesting[random.NextInt(interesting.Length)]);
                    break;
                default:
                    bytes.RemoveRange(at, Math.Min(random.NextInt(20), bytes.Count - at - 1));
                    break;
            }
        }

        return [.. bytes];
    }

    private static void ReadFloats(Stream stream)
    {
        SafetensorsReader reader = new(stream);
        foreach (SafetensorsTensor tensor in reader.Tensors)
        {
            Assert.InRange(tensor.ByteLength, 0, long.MaxValue);
            if (tensor.ByteLength > 1000)
            {
                return;
            }

            reader.ReadNext(new byte[tensor.ByteLength]);
        }

        reader.Finish();
    }

    private static string Entry(string dtype, string shape, string offsets) =>
        $"{{\"a\":{{\"dtype\":\"{dtype}\",\"shape\":{shape},\"data_offsets\":{offsets}}}}}";
}
