using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>What holds for every generated file.</summary>
public sealed partial class EmitLawsTests
{
    private static readonly IReadOnlyList<Architecture> Architectures =
    [
        Mnist,
        Classifier(4, Dense(8, Activation.ReLU), Dense(8, Activation.ReLU), Dense(3, Activation.Softmax)),
        Network(64, Loss.Huber, Dense(256, Activation.Mish), Dense(256, Activation.ELU, alpha: 0.123456789f), Dense(10)) with { HuberDelta = 1e-8f },
        Network(1, Loss.MeanSquaredError, Dense(1)),
        Classifier(30, Drop(0.1f), Dense(40, Activation.GELU), Drop(0.5f), Dense(3, Activation.Softmax)) with { MaxStackBytes = 0, SampleWeights = true },
        .. Random(seed: 61, count: 36),
        .. Random(seed: 62, count: 12).Select(a => a.WithDerivatives()),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Architectures.Count)];

    [Fact]
    public void TheHeader_NamesFastFunctions()
    {
        string text = GeneratorDriverHelper.Run(
            """
            [NetGen.Network(2, Precision = NetGen.Precision.Fast)]
            [NetGen.Dense(3, NetGen.Activation.Tanh)]
            [NetGen.Dense(2, NetGen.Activation.ReLU)]
            [NetGen.Dense(1, NetGen.Activation.Sigmoid)]
            public partial class Net;
            """).Sources.Single().Value;
        Assert.Contains("dense 2 -> 3, fast Tanh", text, StringComparison.Ordinal);
        Assert.Contains("dense 3 -> 2, ReLU", text, StringComparison.Ordinal);
        Assert.Contains("dense 2 -> 1, fast Sigmoid", text, StringComparison.Ordinal);
    }

    /// <summary>The README shows a part of a network, without namespaces.</summary>
    [Fact]
    public void TheReadme_ShowsWhatTheCompilerPrints()
    {
        string readme = File.ReadAllText(Path.Combine(TestFolder(), "../../../README.md"));
        string excerpt = readme[readme.IndexOf("// Layer1Row: ", StringComparison.Ordinal)..];
        string text = Classifier(4, Dense(8, Activation.ReLU), Dense(3, Activation.Softmax)).Emit().Replace("global::NetGen.Numerics.", "", StringComparison.Ordinal);
        Assert.Contains(WithoutIndentation(excerpt[..excerpt.IndexOf("```", StringComparison.Ordinal)]), WithoutIndentation(text), StringComparison.Ordinal);

        static string WithoutIndentation(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim();
        static string TestFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
    }

    [Fact]
    public void TheHeader_NamesPenaltiesBelowTheParameters()
    {
        Architecture network = Network(3, Loss.MeanSquaredError, new DenseModel(0, 2, new(Activation.Linear, 0f), true, Initializer.Auto, new Penalty(0.1f, 0.2f)));
        string text = (network with { Scaling = InputScaling.Deviation }).Emit();
        int penalty = text.IndexOf("layer1.weight adds to the loss: L1 0.1, L2 0.2", StringComparison.Ordinal);
        Assert.InRange(penalty, text.IndexOf("// Parameters", StringComparison.Ordinal), text.IndexOf("// Buffers", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void EveryArgument_IsCheckedBeforeAnythingIsWritten(int index) => AssertChecksComeFirst(Architectures[index]);

    [Fact]
    public void WeightedAndBatchNormalizedNetworks_CheckEveryArgumentBeforeAnythingIsWritten()
    {
        AssertChecksComeFirst(Network(3, Loss.MeanSquaredError, Dense(5), BatchNorm(), Dense(2)));
        AssertChecksComeFirst(Network(40, Loss.MeanSquaredError, Dense(40, Activation.ReLU), Dense(5)) with { SampleWeights = true });
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Lines_AreTidy(int index)
    {
        string text = Architectures[index].Emit();
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\t', text);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{\n\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line =>
        {
            Assert.False(line.EndsWith(' '), $"'{line}' ends in a space.");
            Assert.True(line.Length <= TextLayout.Width, $"'{line}' is {line.Length} long.");
            Assert.Equal(0, (line.Length - line.TrimStart(' ').Length) % 4);
        });
        Assert.Equal(text.Count(c => c == '{'), text.Count(c => c == '}'));
        Assert.DoesNotMatch(BlankMissingAfterBrace(), text);
        Assert.DoesNotMatch(BlankBeforeBrace(), text);
        Assert.DoesNotMatch(NeedlessArithmetic(), text);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Names_AreGlobal(int index) => Assert.All(
        Architectures[index].Emit().Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)),
        line => Assert.DoesNotMatch(FrameworkName(), line));

    [Theory]
    [MemberData(nameof(Indices))]
    public void Methods_AreDocumentedAndShort(int index)
    {
        SyntaxNode root = EmittedText.Parse(Architectures[index].Emit());
        Assert.Empty(root.GetDiagnostics());
        IEnumerable<MemberDeclarationSyntax> members = root.DescendantNodes().OfType<MemberDeclarationSyntax>();
        foreach (MemberDeclarationSyntax member in members.Where(m => m is BaseMethodDeclarationSyntax || (m is TypeDeclarationSyntax && m.Modifiers.Any(SyntaxKind.FileKeyword))))
        {
            string comment = member.GetLeadingTrivia().ToFullString();
            bool isInherited = comment.Contains("/// <inheritdoc />", StringComparison.Ordinal);
            Assert.True(isInherited || Summary().IsMatch(comment), $"'{comment}' documents {member.GetType().Name} badly.");
        }

        foreach (MethodDeclarationSyntax method in members.OfType<MethodDeclarationSyntax>())
        {
            int statements = method.DescendantNodes().OfType<StatementSyntax>().Count(s => s is not BlockSyntax);
            Assert.True(statements <= 400, $"{method.Identifier} has {statements} statements.");
        }
    }

    [Fact]
    public void Networks_CompileWithoutWarning()
    {
        string source = string.Concat(Architectures.Select((a, i) => $"namespace App{i}\n{{\n{a.ToSource("Net").Replace(";", "{ }", StringComparison.Ordinal)}}}\n"));
        GeneratorRun run = GeneratorDriverHelper.Run(source);
        Assert.Equal(Architectures.Count, run.Sources.Count);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        run.AssertNoCompilerDiagnostics();
        Assert.All(run.Output.SyntaxTrees.Skip(1), tree => Assert.DoesNotContain(
            run.Output.GetSemanticModel(tree).GetDiagnostics(), d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void Culture_HasNoSay() => Cultures.UnderEach(() =>
    {
        foreach ((Architecture architecture, string expected) in Architectures.Zip(Expected.Value))
        {
            Assert.Equal(expected, architecture.Emit());
        }
    });

    [Fact]
    public void WideNetwork_IsSmallText() => Assert.InRange(Mnist.Emit().Length, 1, 150 * 1024);

    [Fact]
    public void UserMembers_MayHaveTheNamesOfGeneratedTypes() => GeneratorDriverHelper.Run(
        """
        namespace App;

        public static partial class Outer
        {
            public static int NetEntry => 1;

            [NetGen.Network(2)]
            [NetGen.Dense(1)]
            public sealed partial class Net
            {
                public int NetDescription => 1;
                public int NetKernels => 2;
                public static void Optimized() { }
            }
        }

        public static class NetTraining;
        """).AssertCompilesCleanly();

    /// <summary>Kernels are internal types of the user's namespace: a name for each class, whatever it is nested in.</summary>
    [Fact]
    public void NetworksOfOneName_HaveTheirOwnKernels() => GeneratorDriverHelper.Run(
        $$"""
        namespace App;

        {{string.Concat(new[] { "Outer", "Outer<T>", "Outer<T, U>", "Outer_1", "Outer__1", "@class", "A_", "A__B" }.Select(type => $$"""
            public partial class {{type}}
            {
                [NetGen.Network(2)]
                [NetGen.Dense(1)]
                public sealed partial class Net;
            }

            """))}}
        public partial class A
        {
            [NetGen.Network(2)]
            [NetGen.Dense(1)]
            public sealed partial class _Net;

            public partial class B
            {
                [NetGen.Network(2)]
                [NetGen.Dense(1)]
                public sealed partial class Net;
            }
        }

        public class NetKernels;
        """).AssertCompilesCleanly();

    /// <summary>As where an assembly of tests is built from a network's source, and sees the internals of the assembly that it tests.</summary>
    [Fact]
    public void FriendWithTheSameNetwork_IsNoWarning()
    {
        const string Network = "[NetGen.Network(2)] [NetGen.Dense(1)] internal sealed partial class Net;";
        using var image = new MemoryStream();
        Compilation friend = GeneratorDriverHelper.Run("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Test\")]\n" + Network).Output;
        Assert.True(friend.WithAssemblyName("Friend").Emit(image).Success);
        Compilation both = GeneratorDriverHelper.Run(Network).Output.AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        Assert.DoesNotContain(both.GetDiagnostics(), d => d.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public void Attributes_SayTheVersionOfTheGenerator() => Assert.Contains(
        $"\"NetGen.Generator\", \"{typeof(NetworkGenerator).Assembly.GetName().Version!.ToString(3)}\"", Mnist.Emit(), StringComparison.Ordinal);

    [Fact]
    public void PrivateMembers_HaveReservedNames()
    {
        string text = (Mnist with { MaxStackBytes = 0 }).Emit();
        ClassDeclarationSyntax network = EmittedText.Parse(text).DescendantNodes().OfType<ClassDeclarationSyntax>().First();
        string[] names = [.. network.Members.OfType<FieldDeclarationSyntax>().Where(f => f.Modifiers.Any(SyntaxKind.PrivateKeyword)).Select(f => f.Declaration.Variables[0].Identifier.Text)];
        Assert.Equal([GeneratedNames.ParametersField, GeneratedNames.StartField, GeneratedNames.ScratchField], names);
        Assert.All(names, name => Assert.True(GeneratedNames.IsReserved(name)));
    }

    private static readonly Lazy<string[]> Expected = new(() => [.. Architectures.Select(a => a.Emit())]);

    private static void AssertChecksComeFirst(Architecture architecture)
    {
        foreach (MethodDeclarationSyntax method in EmittedText.Parse(architecture.Emit()).DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            string[] statements = [.. method.Body?.Statements.Select(statement => statement.ToString()) ?? []];
            int firstWrite = Array.FindIndex(statements, statement => statement.EndsWith(".Clear();", StringComparison.Ordinal));
            int lastCheck = Array.FindLastIndex(statements, statement => Check().IsMatch(statement));
            Assert.True(firstWrite < 0 || lastCheck < firstWrite, $"{method.Identifier.Text} writes before it checks.");
        }
    }

    [GeneratedRegex(@"Guard\.\w+\(|RowWeights\.Factor\(")]
    private static partial Regex Check();

    [GeneratedRegex(@"\}\n *(?!\}|else|\n| )\S")]
    private static partial Regex BlankMissingAfterBrace();

    [GeneratedRegex(@"\n\n *\}")]
    private static partial Regex BlankBeforeBrace();

    [GeneratedRegex(@"\* 1\b|\b0 \+|\+ 0\b|\+= 1\b|\(\(\w+ \* \w+\)\)")]
    private static partial Regex NeedlessArithmetic();

    [GeneratedRegex(@"(?<![\w.:""])(Math|MathF|Unsafe|MemoryMarshal|Vector\d*|Span|ReadOnlySpan|System|NetGen)\b(?=[.<])")]
    private static partial Regex FrameworkName();

    [GeneratedRegex(@"/// <summary>\s*(/// )?[A-Z0-9][^<]*\.\s*(/// )?</summary>")]
    private static partial Regex Summary();
}
