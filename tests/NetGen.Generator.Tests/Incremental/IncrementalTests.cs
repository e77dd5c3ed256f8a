using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Which edits make the generator work again. Every run of every other test checks an unrelated edit too.</summary>
public sealed class IncrementalTests
{
    private const string Two =
        """
        using NetGen;

        [Network(4)]
        [Dense(8, Activation.ReLU)]
        [Dense(3)]
        public partial class First { }

        [Network(2)]
        [Dense(5, Activation.Tanh)]
        public partial class Second { }
        """;

    private const string Warned = "using NetGen; [Network(4)] [Dense(3)] [Dense(2)] partial class Net { }";

    private const string Wrong = "using NetGen; [Network(-1)] [Dense(3)] partial class Net { }";

    [Fact]
    public void AddingAComment_DoesNotReEmit()
    {
        GeneratorRun run = GeneratorDriverHelper.Run(Two).After("[Dense(3)]", "// the last layer\n[Dense(3)] /* three */");
        AssertReasons(run, TrackingNames.Parse, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        AssertReasons(run, TrackingNames.Emit, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        AssertNoOutputAgain(run);
    }

    [Fact]
    public void ChangingTheBodyOfTheClass_DoesNotReEmit()
    {
        GeneratorRun run = GeneratorDriverHelper.Run(Two).After("First { }", "First { public int Answer => 42; }");
        AssertReasons(run, TrackingNames.Emit, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        AssertNoOutputAgain(run);
    }

    [Fact]
    public void SpellingTheSameNetworkInAnotherWay_DoesNotReEmit()
    {
        GeneratorRun run = GeneratorDriverHelper.Run(Two).After("[Dense(8, Activation.ReLU)]", "[DenseAttribute(activation: (Activation)3, units: 4 + 4, UseBias = true)]");
        AssertReasons(run, TrackingNames.Emit, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void ChangingAnotherFile_DoesNotReEmit()
    {
        GeneratorRun run = GeneratorDriverHelper.Run(GeneratorSettings.Default, Two, "class Other { }").After("class Other { }", "class Another { int x; }");
        AssertReasons(run, TrackingNames.Emit, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        AssertNoOutputAgain(run);
    }

    [Fact]
    public void ChangingALayer_ReEmitsOnlyThatNetwork()
    {
        GeneratorRun run = GeneratorDriverHelper.Run(Two).After("[Dense(3)]", "[Dense(2)]");
        AssertReasons(run, TrackingNames.Parse, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached);
        AssertReasons(run, TrackingNames.Emit, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void RemovingANetwork_RemovesOnlyItsFile()
    {
        GeneratorRun run = GeneratorDriverHelper
            .Run(GeneratorSettings.Default, "[NetGen.Network(4)] [NetGen.Dense(8)] partial class First { }", "[NetGen.Network(2)] [NetGen.Dense(5)] partial class Second { }")
            .After("[NetGen.Network(2)] [NetGen.Dense(5)]", "");
        AssertReasons(run, TrackingNames.Emit, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Removed);
        Assert.Equal("First.g.cs", Assert.Single(run.Sources.Keys));
    }

    [Fact]
    public void MovedWarning_IsReportedInItsNewPlaceWithoutReEmitting()
    {
        GeneratorRun first = GeneratorDriverHelper.Run(Warned);
        GeneratorRun second = first.After("[Dense(3)]", "\n\n[Dense(3)]");
        AssertReasons(second, TrackingNames.Emit, IncrementalStepRunReason.Cached);
        AssertReasons(second, TrackingNames.Diagnostics, IncrementalStepRunReason.Modified);
        Assert.Equal(0, Line(first));
        Assert.Equal(2, Line(second));
        Assert.Contains(Assert.Single(second.Diagnostics).Location.SourceTree!, second.Input.SyntaxTrees);

        static int Line(GeneratorRun run) => Assert.Single(run.Diagnostics).Location.GetLineSpan().StartLinePosition.Line;
    }

    [Fact]
    public void ChangedMessage_DoesNotReEmit()
    {
        GeneratorRun run = GeneratorDriverHelper.Run(Wrong).After("-1", "-2");
        AssertReasons(run, TrackingNames.Diagnostics, IncrementalStepRunReason.Modified);
        AssertReasons(run, TrackingNames.ParseSkeleton, IncrementalStepRunReason.Unchanged);
        AssertReasons(run, TrackingNames.EmitSkeleton, IncrementalStepRunReason.Cached);
        Assert.Contains("-2", Assert.Single(run.Diagnostics).GetMessage(null), System.StringComparison.Ordinal);
    }

    [Fact]
    public void RepairingANetwork_ReplacesItsStandIn()
    {
        GeneratorRun wrong = GeneratorDriverHelper.Run(Wrong);
        Assert.Contains("has errors", wrong.Sources["Net.g.cs"], System.StringComparison.Ordinal);
        GeneratorRun right = wrong.After("-1", "1");
        Assert.Empty(right.Diagnostics);
        Assert.DoesNotContain("has errors", right.Sources["Net.g.cs"], System.StringComparison.Ordinal);
        Assert.Equal(1, right.Network.InputSize);
    }

    [Fact]
    public void ErrorInAnotherNetwork_DoesNotReEmit()
    {
        GeneratorRun run = GeneratorDriverHelper.Run(Two).After("[Network(2)]", "[Network(0)]");
        AssertReasons(run, TrackingNames.Emit, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Removed);
        Assert.Equal("NG0030", Assert.Single(run.Diagnostics).Id);
    }

    private static void AssertReasons(GeneratorRun run, string step, params IncrementalStepRunReason[] expected)
        => Assert.Equal(expected, run.Reasons(step));

    private static void AssertNoOutputAgain(GeneratorRun run)
    {
        ImmutableArray<IncrementalStepRunReason> reasons = [.. run.Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason)];
        Assert.NotEmpty(reasons);
        Assert.All(reasons, r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }
}
