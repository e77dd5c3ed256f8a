using System;
using System.Linq;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>A program that a pass has broken does not get through.</summary>
public sealed class VerifierTests
{
    private static readonly Value X = new("input", ValueKind.Input, true, new EquatableArray<int>([3]));
    private static readonly Value Target = new("target", ValueKind.Target, true, new EquatableArray<int>([2]));
    private static readonly Value Weight = new("layer1.weight", ValueKind.Parameter, false, new EquatableArray<int>([2, 3]));
    private static readonly Value Bias = new("layer1.bias", ValueKind.Parameter, false, new EquatableArray<int>([2]));
    private static readonly Value WeightTangent = new("t_layer1.weight", ValueKind.ParameterTangent, false, new EquatableArray<int>([2, 3]));
    private static readonly Value Z = ProgramBuilder.Rows("z", 2);
    private static readonly Value Y = ProgramBuilder.Rows("y", 2);
    private static readonly Value Wide = ProgramBuilder.Rows("wide", 5);
    private static readonly Value Scalar = new("loss", ValueKind.Loss, false, new EquatableArray<int>([]));
    private static readonly ActivationModel ReLU = new(Activation.ReLU, 0f);
    private static readonly Op Product = new MatMulOp(Z, X, Weight);

    public static TheoryData<string> Misfits => [.. MisfitOps().Select(op => op.Name)];

    [Fact]
    public void RightProgram_Passes() => Verifier.Check(Program(Product, new AddBiasOp(Y, Z, Bias), new LossOp(Scalar, Y, Target, Loss.Huber, 1f)));

    [Fact]
    public void LoweredPrograms_Pass()
    {
        foreach (NetworkPrograms programs in Random(seed: 7, count: 100).Select(a => a.Programs()))
        {
            Verifier.Check(programs.Inference);
            Verifier.Check(programs.Training);
        }
    }

    [Fact]
    public void ReadBeforeWrite_IsRefused() => Refuses("reads z before it is written", new MapOp(Y, Z, ReLU), Product);

    [Fact]
    public void ReadOfItsOwnResult_IsRefused() => Refuses("reads z before it is written", new MapOp(Z, Z, ReLU));

    [Fact]
    public void SecondWrite_IsRefused() => Refuses("already written", Product, Product);

    [Theory]
    [MemberData(nameof(Misfits))]
    public void ShapesThatDoNotFit_AreRefused(string name)
    {
        Op op = MisfitOps().Single(o => o.Name == name);
        Op[] before = [.. op.Operands.Where(v => v.Kind == ValueKind.Intermediate).Distinct().Select(v => Source(v))];
        Refuses("has shapes that don't fit", [.. before, op]);
    }

    /// <summary>All but the one without operands.</summary>
    [Fact]
    public void EveryOpWithOperands_HasAMisfit() => Assert.Equal(
        typeof(Op).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Op)) && t != typeof(DropoutMaskOp) && t != typeof(ZeroGradientOp)).Select(t => t.Name).Order(),
        MisfitOps().Select(op => op.GetType().Name).Order());

    private static Op[] MisfitOps()
    {
        Value gradient = new("d_layer1.weight", ValueKind.ParameterGradient, false, new EquatableArray<int>([2, 4]));
        return
        [
            new MatMulOp(Y, Wide, Weight),
            new AddBiasOp(Y, Wide, Bias),
            new MapOp(Y, Wide, ReLU),
            new SoftmaxOp(Y, Wide),
            new LossOp(Scalar, Wide, Target, Loss.MeanSquaredError, 1f),
            new LossGradientOp(Y, Wide, Target, Loss.MeanSquaredError, 1f),
            new MapGradientOp(Y, Z, Wide, ReLU),
            new MatMulInputGradientOp(Wide, Z, Weight),
            new MatMulWeightGradientOp(gradient, Z, X),
            new SumRowsOp(new Value("d_layer1.bias", ValueKind.ParameterGradient, false, new EquatableArray<int>([3])), Z),
            new AddOp(Y, Z, Wide),
            new MaskOp(Y, Z, Wide),
            new NormalizeOp(Y, Wide, 1e-5f),
            new NormalizeGradientOp(Y, Z, Wide, 1e-5f),
            new ScaleShiftOp(Y, Wide, Bias, Bias),
            new ScaleOp(Y, Wide, Bias),
            new StandardizeOp(Y, Wide, Bias, Bias),
            new BatchNormOp(Y, Wide, Bias, Bias, Bias, Bias, 1e-5f, 0.1f),
            new RunningNormOp(Y, Wide, Bias, Bias, Bias, Bias, 1e-5f),
            new BatchNormScaleGradientOp(new Value("d_layer1.bias", ValueKind.ParameterGradient, false, new EquatableArray<int>([2])), Z, Wide, 1e-5f),
            new BatchNormGradientOp(Y, Z, Wide, Bias, Bias, Bias, 1e-5f),
            new ScaleGradientOp(new Value("d_layer1.bias", ValueKind.ParameterGradient, false, new EquatableArray<int>([2])), Z, Wide),
            new SoftmaxGradientOp(Y, Z, Wide),
            new RunningNormGradientOp(Y, Wide, new RunningNormOp(Z, Z, Bias, Bias, Bias, Bias, 1e-5f)),
            new MatMulTangentOp(Y, X, Wide, Weight, WeightTangent),
            new LossGradientTangentOp(Y, Z, new LossOp(Scalar, Wide, Target, Loss.MeanSquaredError, 1f)),
            new MapGradientTangentOp(Y, Z, Z, Wide, Z, ReLU),
            new MatMulInputGradientTangentOp(ProgramBuilder.Rows("dx", 3), Wide, Weight, Z, WeightTangent),
            new MatMulWeightGradientTangentOp(gradient with { Shape = Weight.Shape }, Z, X, Wide, X),
            new ScaleShiftTangentOp(Y, Z, Wide, Bias, Bias, Bias),
            new ScaleTangentOp(Y, Z, Bias, Wide, Bias),
            new ScaleGradientTangentOp(new Value("t_d_layer1.bias", ValueKind.ParameterGradient, false, new EquatableArray<int>([2])), Z, Z, Z, Wide),
            new NormalizeGradientTangentOp(Y, Z, Z, Z, Wide, 1e-5f),
        ];
    }

    /// <summary>An op that rightly writes a value.</summary>
    private static MatMulOp Source(Value value) =>
        new(value, X, new Value($"{value.Name}.weight", ValueKind.Parameter, false, new EquatableArray<int>([value.Width, 3])));

    private static void Refuses(string fault, params Op[] ops)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Verifier.Check(Program(ops)));
        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
    }

    private static NetworkProgram Program(params Op[] ops) => new(new EquatableArray<Op>(ops));
}
