using System;
using System.Linq;
using NetGen.CompilerServices;
using Xunit;

namespace NetGen.Tests.Serialization;

public class TensorAccessTests
{
    [Fact]
    public void Get_ReadsRowMajorThroughTheStrides()
    {
        // Input-major [3 inputs][2 units padded to 4] from offset 1.
        TensorDescription tensor = new("layer1.weight", TensorRole.Weight, 1, [2, 3], [1, 4]);
        float[] slab = Enumerable.Range(0, 16).Select(i => (float)i).ToArray();
        float[] values = new float[6];
        TensorAccess.Get(tensor, slab, values);
        Assert.Equal([1f, 5f, 9f, 2f, 6f, 10f], values);
    }

    [Fact]
    public void Set_WritesTheElementsAndNothingElse()
    {
        TensorDescription tensor = new("layer1.weight", TensorRole.Weight, 1, [2, 3], [1, 4]);
        float[] slab = new float[16];
        TensorAccess.Set(tensor, slab, [1, 2, 3, 4, 5, 6]);
        Assert.Equal([0f, 1, 4, 0, 0, 2, 5, 0, 0, 3, 6, 0, 0, 0, 0, 0], slab);
    }

    [Theory]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { 5 }, new[] { 3 })]
    [InlineData(new[] { 2, 3, 4 }, new[] { 1, 8, 24 })]
    [InlineData(new[] { 2, 1, 3, 2, 2 }, new[] { 100, 7, 1, 30, 10 })]
    [InlineData(new[] { 0, 3 }, new[] { 1, 1 })]
    [InlineData(new[] { 3, 0 }, new[] { 1, 1 })]
    public void GetAfterSet_GivesTheValuesBack(int[] shape, int[] strides)
    {
        TensorDescription tensor = new("t", TensorRole.Weight, 3, shape, strides);
        float[] slab = new float[200];
        float[] values = Enumerable.Range(1, tensor.Length).Select(i => (float)i).ToArray();
        TensorAccess.Set(tensor, slab, values);
        Assert.Equal(values.Length, slab.Count(value => value != 0));
        float[] back = new float[tensor.Length];
        TensorAccess.Get(tensor, slab, back);
        Assert.Equal(values, back);
    }

    [Fact]
    public void WrongLength_NamesTensorShapeAndBothLengths()
    {
        TensorDescription tensor = new("layer1.weight", TensorRole.Weight, 0, [2, 3], [3, 1]);
        ArgumentException get = Assert.Throws<ArgumentException>(() => TensorAccess.Get(tensor, new float[6], new float[5]));
        Assert.Equal("Tensor layer1.weight [2, 3] has 6 values; destination has 5. (Parameter 'destination')", get.Message);
        ArgumentException set = Assert.Throws<ArgumentException>(() => TensorAccess.Set(tensor, new float[6], new float[7]));
        Assert.Equal("Tensor layer1.weight [2, 3] has 6 values; source has 7. (Parameter 'source')", set.Message);
    }

    [Fact]
    public void UnknownName_ListsTheTensors_AndNullIsNamed()
    {
        NetworkDescription network = new("Net", 3, 2, Loss.MeanSquaredError, 16, [new("layer1.weight", TensorRole.Weight, 0, [2, 3], [1, 4])]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.Tensor("weight"));
        Assert.Equal("Net has no tensor 'weight'. It has: layer1.weight [2, 3]. (Parameter 'name')", error.Message);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => network.Tensor(null!)).ParamName);
    }

    [Fact]
    public void SlabTooShort_IsRefusedBeforeAnythingIsWritten()
    {
        TensorDescription tensor = new("layer1.weight", TensorRole.Weight, 0, [2, 3], [1, 4]);
        float[] slab = new float[9];
        ArgumentException error = Assert.Throws<ArgumentException>(() => TensorAccess.Set(tensor, slab, [1, 2, 3, 4, 5, 6]));
        Assert.Equal("Tensor layer1.weight [2, 3] ends at 10 in its slab; slab has 9 values. (Parameter 'slab')", error.Message);
        Assert.All(slab, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Access_AllocatesNothing()
    {
        TensorDescription tensor = new("layer1.weight", TensorRole.Weight, 1, [2, 3], [1, 4]);
        float[] slab = new float[16];
        float[] values = new float[6];
        TensorAccess.Get(tensor, slab, values);
        TensorAccess.Set(tensor, slab, values);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TensorAccess.Get(tensor, slab, values);
        TensorAccess.Set(tensor, slab, values);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
