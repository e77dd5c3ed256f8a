using System;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>The walker that guards the models finds what it looks for.</summary>
public sealed class ObjectWalkerTests
{
    [Fact]
    public void Location_IsFoundInsideARecordInsideAnArray()
    {
        var result = new ParseResult(null, null, new([new DiagnosticInfo(DiagnosticDescriptors.NoLayer, Location.None, default)]));
        Assert.NotNull(ObjectWalker.FindCompilerObject(result));
    }

    [Fact]
    public void Delegate_IsFound() => Assert.Contains("Item2", ObjectWalker.FindCompilerObject(Tuple.Create(1, (Action)(() => { }))), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Record_IsClean() => Assert.Null(ObjectWalker.FindCompilerObject(new ContainingTypeModel("class", "Outer")));

    [Fact]
    public void Cycle_Ends()
    {
        object[] cycle = [1, "two", null!];
        cycle[2] = cycle;
        Assert.Null(ObjectWalker.FindCompilerObject(cycle));
    }
}
