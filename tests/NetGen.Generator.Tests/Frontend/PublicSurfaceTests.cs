extern alias Runtime;

using System;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>The table of generated members has what the runtime's interfaces ask for.</summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [InlineData(typeof(Runtime::NetGen.INetwork), "INetwork")]
    [InlineData(typeof(Runtime::NetGen.IClassifier), "IClassifier")]
    [InlineData(typeof(Runtime::NetGen.IDropoutNetwork), "IDropoutNetwork")]
    [InlineData(typeof(Runtime::NetGen.IInputGradientNetwork), "IInputGradientNetwork")]
    [InlineData(typeof(Runtime::NetGen.ISecondOrderNetwork), "ISecondOrderNetwork")]
    [InlineData(typeof(Runtime::NetGen.ILeastSquaresNetwork), "ILeastSquaresNetwork")]
    [InlineData(typeof(Runtime::NetGen.IWeightedNetwork), "IWeightedNetwork")]
    [InlineData(typeof(Runtime::NetGen.IWeightedClassifier), "IWeightedClassifier")]
    public void Surface_HasEveryMemberOfTheInterfaceAndNoOther(Type type, string name)
    {
        // What the interface implements itself, a class with buffers implements explicitly.
        string[] expected =
        [
            .. type.GetProperties().Where(p => p.GetMethod!.IsAbstract).Select(p => p.Name),
            .. type.GetMethods().Where(m => !m.IsSpecialName).Select(m => $"{m.Name}({string.Join(", ", m.GetParameters().Select(p => p.Name))})"),
        ];
        string[] actual =
        [
            .. PublicSurface.Members.Where(m => m.Interface == name)
                .Select(m => m.IsMethod ? $"{m.Name}({string.Join(", ", m.Parameters.Select(p => p.Name))})" : m.Name),
        ];
        Assert.Equal(expected.Order(), actual.Order());
    }

    [Fact]
    public void Signatures_AreUnique() => Assert.Equal(PublicSurface.Members.Length, PublicSurface.Members.Select(m => m.Signature).Distinct().Count());

    [Theory]
    [InlineData("Loss = Loss.CrossEntropy", "[Dropout(0.5f)] [Dense(3, Activation.Softmax)]")]
    [InlineData("Loss = Loss.CrossEntropy, SecondOrder = true, InputGradients = true", "[Dense(3, Activation.Softmax)]")]
    [InlineData("Loss = Loss.Huber, SecondOrder = true", "[Dense(3)]")]
    [InlineData("InputGradients = true", "[Dropout(0.5f)] [Dense(3)]")]
    [InlineData("InputGradients = true, SecondOrder = true", "[Dense(3)]")]
    [InlineData("Loss = Loss.CrossEntropy, SampleWeights = true", "[Dropout(0.5f)] [Dense(3, Activation.Softmax)]")]
    [InlineData("SampleWeights = true, SecondOrder = true", "[Dense(3)]")]
    [InlineData("Unroll = Unroll.Auto", "[Dense(3)]")]
    public void GeneratedClass_HasTheSurfaceAndNothingElsePublic(string settings, string layers)
    {
        GeneratorRun run = GeneratorDriverHelper.Run($"using NetGen; [Network(4, {settings})] {layers} public partial class Net {{ }}");
        var members = run.Output.GetTypeByMetadataName("Net")!.GetMembers()
            .Where(m => m is { DeclaredAccessibility: Microsoft.CodeAnalysis.Accessibility.Public } and not Microsoft.CodeAnalysis.IMethodSymbol { AssociatedSymbol: not null });
        string[] actual = [.. members.Select(m => m is Microsoft.CodeAnalysis.IMethodSymbol method ? TypeNames.SignatureOf(method) : m.Name)];
        Assert.Equal(PublicSurface.Members.Where(m => m.IsOf(run.Network.Features)).Select(m => m.Signature).Order(), actual.Order());
    }

    [Fact]
    public void PrivateMembersOfAGeneratedClass_HaveReservedNames()
    {
        GeneratorRun run = GeneratorDriverHelper.Run("using NetGen; [Network(4, MaxStackBytes = 0)] [Dense(3)] public partial class Net { }");
        var members = run.Output.GetTypeByMetadataName("Net")!.GetMembers()
            .Where(m => m is { DeclaredAccessibility: Microsoft.CodeAnalysis.Accessibility.Private } and not Microsoft.CodeAnalysis.IMethodSymbol { AssociatedSymbol: not null })
            .Where(m => m.CanBeReferencedByName);
        Assert.NotEmpty(members);
        Assert.All(members, m => Assert.True(GeneratedNames.IsReserved(m.Name), m.Name));
    }
}
