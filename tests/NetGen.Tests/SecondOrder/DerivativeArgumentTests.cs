using System;
using Xunit;

namespace NetGen.Tests.SecondOrder;

/// <summary>Wrong arguments of PooledSecondOrderNet: 7 inputs, 5 outputs.</summary>
public sealed class DerivativeArgumentTests
{
    public static TheoryData<string, string, Action<PooledSecondOrderNet>> WrongLengths
    {
        get
        {
            int s = new PooledSecondOrderNet().ParameterStorage;
            var data = new TheoryData<string, string, Action<PooledSecondOrderNet>>();
            void Add(string argument, string message, Action<PooledSecondOrderNet> call) => data.Add(argument, message, call);
            static float[] F(int length) => new float[length];

            Add("inputs", "inputs has 8 values; expected whole rows of 7 (rows x InputSize).", n => n.InputGradient(F(8), F(5), F(7)));
            Add("inputs", "inputs is empty; expected at least one row of 7 values.", n => n.InputGradient([], [], []));
            Add("targets", "targets has 4 values; expected 5 for 1 rows of 5.", n => n.InputGradient(F(7), F(4), F(7)));
            Add("inputGradients", "inputGradients has 8 values; expected 7 for 1 rows of 7.", n => n.InputGradient(F(7), F(5), F(8)));
            Add("jacobian", "jacobian has 7 values; expected 14 for 2 rows of 7.", n => n.InputJacobian(F(14), 0, F(7)));
            Add("inputs", "inputs is empty; expected at least one row of 7 values.", n => n.InputJacobian([], 0, []));
            Add("targets", "targets has 6 values; expected 5 for 1 rows of 5.", n => n.HessianVector(F(7), F(6), F(s), F(s)));
            Add("vector", $"vector has 3 values; expected ParameterStorage = {s}.", n => n.HessianVector(F(7), F(5), F(3), F(s)));
            Add("product", $"product has 0 values; expected ParameterStorage = {s}.", n => n.HessianVector(F(7), F(5), F(s), []));
            Add("vector", $"vector has 5 values; expected ParameterStorage = {s}.", n => n.ResidualJacobianVector(F(7), F(5), F(5)));
            Add("product", "product has 4 values; expected 5 for 1 rows of 5.", n => n.ResidualJacobianVector(F(7), F(s), F(4)));
            Add("vector", "vector has 7 values; expected 5 for 1 rows of 5.", n => n.ResidualJacobianTransposeVector(F(7), F(7), F(s)));
            Add("product", $"product has 7 values; expected ParameterStorage = {s}.", n => n.ResidualJacobianTransposeVector(F(7), F(5), F(7)));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WrongLengths))]
    public void WrongLength_IsRefusedByNameWithWhatWasExpectedAndGiven(string argument, string message, Action<PooledSecondOrderNet> call)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(argument, () => call(new PooledSecondOrderNet()));
        Assert.Equal($"{message} (Parameter '{argument}')", error.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(int.MinValue)]
    public void OutputOutOfRange_IsRefused(int output)
    {
        var network = new PooledSecondOrderNet();
        var error = Assert.Throws<ArgumentOutOfRangeException>(nameof(output), () => network.InputJacobian(new float[7], output, new float[7]));
        Assert.StartsWith($"output is {output}; expected an output from 0 to 4.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ProductInTheMemoryOfTheVector_IsRefused()
    {
        var network = new PooledSecondOrderNet();
        float[] memory = new float[2 * network.ParameterStorage];
        int s = network.ParameterStorage;
        Assert.Throws<ArgumentException>("product", () => network.HessianVector(new float[7], new float[5], memory.AsSpan(0, s), memory.AsSpan(1, s)));
        network.HessianVector(new float[7], new float[5], memory.AsSpan(0, s), memory.AsSpan(s, s));
    }
}
