using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Warnings can be turned off, errors cannot: without an error there would be a network.</summary>
public sealed class SuppressionTests
{
    private const string Linear = "[Dense(2)] partial class Net { }";

    [Fact]
    public void Pragma_HidesAWarningAndKeepsTheNetwork()
    {
        GeneratorRun run = GeneratorDriverHelper.Run($"using NetGen;\n[Network(4)]\n[Dense(3)]\n#pragma warning disable NG0050\n{Linear}");
        Assert.Empty(run.Diagnostics);
        Assert.NotNull(run.Network);
    }

    [Fact]
    public void RestoredPragma_DoesNotHideAWarning()
    {
        GeneratorRun run = GeneratorDriverHelper.Run($"using NetGen;\n#pragma warning disable NG0050\n[Network(4)]\n[Dense(3)]\n#pragma warning restore NG0050\n{Linear}");
        Assert.Equal("NG0050", Assert.Single(run.Diagnostics).Id);
    }

    [Fact]
    public void Pragma_DoesNotHideAnError()
    {
        GeneratorRun run = GeneratorDriverHelper.Run("#pragma warning disable NG0020\n[NetGen.Network(4)] partial class Net { }");
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.False(diagnostic.IsSuppressed);
    }

    [Fact]
    public void EachMistake_IsReportedAtOnce()
    {
        GeneratorRun run = GeneratorDriverHelper.Run("using NetGen; [Network(0)] [Dense(-1, (Activation)77, Alpha = float.NaN)] abstract partial class Net<T> { public int Tensors; }");
        Assert.Equal(["NG0003", "NG0005", "NG0010", "NG0030", "NG0030", "NG0034", "NG0036"], System.Linq.Enumerable.Order(System.Linq.Enumerable.Select(run.Diagnostics, d => d.Id)));
    }
}
