using System;
using System.IO;
using System.IO.Compression;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Files;

public class IdxFileTests
{
    /// <summary>Two images of 1 x 3 pixels and their labels, byte by byte as the format's page describes them.</summary>
    private const string Images = "00000803 00000002 00000001 00000003 00FF33 0A0B0C";
    private const string Labels = "00000801 00000002 0701";

    [Fact]
    public void ImagesAndLabels_BecomeADataset()
    {
        Dataset data = IdxDataset.Load(Bytes(Images), Bytes(Labels));
        Assert.Equal((2, 3, 8), (data.Rows, data.FeatureCount, data.ClassCount));
        Assert.Equal([0f, 1f, 0.2f], data[0].Features.ToArray(), (a, b) => MathF.Abs(a - b) < 1e-7f);
        Assert.Equal([7, 1], data.Labels.ToArray());
        Assert.Equal([0f, 255, 51, 10, 11, 12], IdxDataset.Load(Bytes(Images), Bytes(Labels), scale: 1f, classCount: 10).Features.ToArray());
        Assert.Equal(10, IdxDataset.Load(Bytes(Images), Bytes(Labels), classCount: 10).ClassCount);
    }

    [Theory]
    [InlineData("00000801 00000003 0080FF", IdxType.Byte, new[] { 0f, 128, 255 })]
    [InlineData("00000901 00000003 0080FF", IdxType.SByte, new[] { 0f, -128, -1 })]
    [InlineData("00000B01 00000002 0102FFFE", IdxType.Int16, new[] { 258f, -2 })]
    [InlineData("00000C01 00000002 00010000FFFFFFFF", IdxType.Int32, new[] { 65536f, -1 })]
    [InlineData("00000D01 00000002 3FC00000C0000000", IdxType.Single, new[] { 1.5f, -2 })]
    [InlineData("00000E01 00000002 3FF8000000000000C000000000000000", IdxType.Double, new[] { 1.5f, -2 })]
    public void EveryElementType_IsReadBigEndian(string hex, IdxType type, float[] expected)
    {
        IdxFile file = IdxFile.Read(Bytes(hex));
        Assert.Equal((type, expected.Length), (file.Type, file.Length));
        Assert.Equal([expected.Length], file.Shape);
        Assert.Equal(expected, file.ToSingles());
        if (type is IdxType.Single or IdxType.Double)
        {
            Assert.Throws<InvalidOperationException>(file.ToInt32s);
        }
        else
        {
            Assert.Equal(Array.ConvertAll(expected, value => (int)value), file.ToInt32s());
        }
    }

    [Fact]
    public void GzipIsRecognized_InFilesAndInStreamsThatCannotSeek()
    {
        byte[] compressed = Gzip(Bytes(Images).ToArray());
        string path = Path.GetTempFileName();
        string labelsPath = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, compressed);
            File.WriteAllBytes(labelsPath, Bytes(Labels).ToArray());
            Assert.Equal([2, 1, 3], IdxFile.Read(path).Shape);
            Assert.Equal([7, 1], IdxDataset.Load(path, labelsPath).Labels.ToArray());
        }
        finally
        {
            File.Delete(path);
            File.Delete(labelsPath);
        }

        using MemoryStream inner = new(Gzip(compressed));
        using GZipStream once = new(inner, CompressionMode.Decompress);
        Assert.Equal([0f, 255, 51, 10, 11, 12], IdxFile.Read(once).ToSingles());
    }

    [Theory]
    [InlineData("", "0 bytes are no IDX file")]
    [InlineData("000008", "3 bytes are no IDX file")]
    [InlineData("00000A01 00000001 00", "here is 00000A01")]
    [InlineData("01000801 00000001 00", "here is 01000801")]
    [InlineData("00000800", "here is 00000800")]
    [InlineData("00000802 00000001 0000", "ends within its header; 2 dimensions are announced")]
    [InlineData("00000801 00000003 0102", "announces 3 bytes of elements; the file has 2")]
    [InlineData("00000B01 00000002 010203", "announces 4 bytes of elements; the file has 3")]
    [InlineData("00000801 00000001 0102", "announces 1 bytes of elements; the file has more")]
    [InlineData("00000801 FFFFFFFF 0102", "dimension 1 is 4294967295")]
    [InlineData("00000804 00010000 00010000 00010000 00010000", "dimension 2 is 65536")]
    [InlineData("00000E01 10000000", "dimension 1 is 268435456")]
    [InlineData("1F8B0800", "IDX")]
    public void DamagedFiles_AreRefused(string hex, string message)
    {
        foreach (bool compressed in new[] { false, true })
        {
            byte[] bytes = Bytes(hex).ToArray();
            using MemoryStream stream = new(compressed ? Gzip(bytes) : bytes);
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => IdxFile.Read(stream)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void DamagedGzip_IsRefusedByName()
    {
        byte[] whole = Gzip(new byte[5000]);
        whole[12] ^= 0x55;
        whole[14] ^= 0x55;
        Assert.StartsWith("pixels: ", Assert.Throws<InvalidDataException>(() => IdxFile.Read(new MemoryStream(whole), "pixels")).Message, StringComparison.Ordinal);

        byte[] idx = new byte[8 + 60000];
        Bytes("00000801 0000EA60").ToArray().CopyTo(idx, 0);
        new System.Random(1).NextBytes(idx.AsSpan(8));
        byte[] cut = Gzip(idx)[..20000];
        Assert.StartsWith("pixels: ", Assert.Throws<InvalidDataException>(() => IdxFile.Read(new MemoryStream(cut), "pixels")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeaderThatLies_DoesNotAllocateWhatItAnnounces()
    {
        byte[] bytes = Bytes("00000801 7FFFFF00 01020304").ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => IdxFile.Read(new MemoryStream(bytes)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void APayloadOfSeveralBlocks_IsReadWhole()
    {
        byte[] bytes = new byte[8 + 300000];
        Bytes("00000801 000493E0").ToArray().CopyTo(bytes, 0);
        new System.Random(3).NextBytes(bytes.AsSpan(8));
        int[] values = IdxFile.Read(new MemoryStream(bytes)).ToInt32s();
        Assert.Equal(Array.ConvertAll(bytes[8..], value => (int)value), values);
    }

    [Theory]
    [InlineData(Images, "00000801 00000003 070102", "images has 2 rows, labels 3 labels")]
    [InlineData(Images, "00000802 00000001 00000002 0701", "labels are integers in one dimension; here are Byte [1, 2]")]
    [InlineData(Images, "00000D01 00000002 3F80000000000000", "labels are integers in one dimension; here are Single [2]")]
    [InlineData(Images, "00000901 00000002 01FF", "the label of row 1 is -1")]
    [InlineData("00000802 00000000 00000003", "00000801 00000000", "images is empty: [0, 3]")]
    public void AWrongPair_IsRefused(string images, string labels, string message) => Assert.Contains(
        message, Assert.Throws<InvalidDataException>(() => IdxDataset.Load(Bytes(images), Bytes(labels))).Message, StringComparison.Ordinal);

    [Fact]
    public void ALabelAboveTheClassCount_IsRefused() => Assert.Contains(
        "the label of row 0 is 7; labels are from 0 to 4",
        Assert.Throws<InvalidDataException>(() => IdxDataset.Load(Bytes(Images), Bytes(Labels), classCount: 5)).Message,
        StringComparison.Ordinal);

    private static MemoryStream Bytes(string hex) => new(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream result = new();
        using (GZipStream gzip = new(result, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return result.ToArray();
    }
}
