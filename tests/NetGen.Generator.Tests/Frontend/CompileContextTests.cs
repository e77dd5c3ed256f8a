using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Right and wrong networks compile without a warning wherever they are declared.</summary>
public sealed class CompileContextTests
{
    private const string Classifier =
        "[global::NetGen.Network(4, Loss = global::NetGen.Loss.CrossEntropy)] [global::NetGen.Dense(8, global::NetGen.Activation.ReLU)] [global::NetGen.Dense(3, global::NetGen.Activation.Softmax)]";

    private const string EveryFeature =
        "[global::NetGen.Network(4, Loss = global::NetGen.Loss.CrossEntropy, LabelSmoothing = 0.1f, SampleWeights = true)] [global::NetGen.Dropout(0.1f)] "
        + "[global::NetGen.Dense(8, global::NetGen.Activation.ReLU)] [global::NetGen.Dropout(0.5f)] [global::NetGen.Dense(3, global::NetGen.Activation.Softmax)]";

    private const string Wrong =
        "[global::NetGen.Network(0, Loss = global::NetGen.Loss.CrossEntropy)] [global::NetGen.Dense(3, global::NetGen.Activation.Softmax)]";

    private const string Normalized =
        "[global::NetGen.Network(4, Loss = global::NetGen.Loss.CrossEntropy)] [global::NetGen.Standardize] [global::NetGen.BatchNorm] [global::NetGen.Dense(20)] "
        + "[global::NetGen.BatchNorm] [global::NetGen.Activation(global::NetGen.Activation.ReLU)] [global::NetGen.Dense(3, global::NetGen.Activation.Softmax)]";

    public static TheoryData<string> Contexts => CompileContexts.Names();

    [Theory]
    [MemberData(nameof(Contexts))]
    public void RightNetwork_CompilesWithoutWarning(string name) => CompilesCleanly(CompileContexts.All[name], Classifier);

    [Theory]
    [MemberData(nameof(Contexts))]
    public void NetworkWithEveryFeature_CompilesWithoutWarning(string name) =>
        CompilesCleanly(CompileContexts.All[name] with { TypeName = null }, EveryFeature);

    [Theory]
    [MemberData(nameof(Contexts))]
    public void NetworkWithBuffers_CompilesWithoutWarning(string name) => CompilesCleanly(CompileContexts.All[name], Normalized);

    [Theory]
    [MemberData(nameof(Contexts))]
    public void WrongNetwork_GivesItsOwnErrorOnly(string name)
    {
        CompileContext context = CompileContexts.All[name];
        GeneratorRun run = GeneratorDriverHelper.Run(context.Settings, context.Source(Wrong));
        Assert.All(run.Diagnostics, d => Assert.Equal("NG0030", d.Id));
        Assert.Equal(run.Diagnostics.Length, run.Sources.Count);
        run.AssertNoCompilerDiagnostics();
        Assert.Empty(run.Networks);
    }

    private static void CompilesCleanly(CompileContext context, string attributes)
    {
        GeneratorRun run = GeneratorDriverHelper.Run(context.Settings, context.Source(attributes));
        run.AssertCompilesCleanly();
        Assert.NotEmpty(run.Networks);
        Assert.Equal(run.Networks.Length, run.Sources.Count);
    }
}
