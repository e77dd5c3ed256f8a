using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Every law that a declaration can break: at least one case for each id.</summary>
internal static partial class DiagnosticCases
{
    private const string Layers = "[Dense(3, Activation.Tanh)] [Dense(2)]";
    private const string Net = "[Network(4)] " + Layers;
    private const string Right = Usings + Net + " partial class Net { }";
    private const string Usings = "using NetGen; ";

    public static readonly IReadOnlyList<DiagnosticCase> All = [.. Target, .. Members, .. Environment, .. LayerLists, .. Numbers, .. Rules, .. Warnings];

    public static TheoryData<string> Names() => [.. All.Select(c => c.ToString())];

    public static DiagnosticCase Named(string name) => All.Single(c => c.ToString() == name);

    private static IEnumerable<DiagnosticCase> Target =>
    [
        Case("NG0001", "not partial", Net + "class [|Net|] { }", Net + "partial class Net { }", null),
        Case("NG0002", "outer class not partial", "class [|Outer|] { " + Net + "partial class Net { } }", "partial class Outer { " + Net + "partial class Net { } }", null),
        Case("NG0002", "outermost struct not partial", "struct [|A|] { partial class B { " + Net + "partial class Net { } } }", "partial struct A { partial class B { " + Net + "partial class Net { } } }", null),
        Case("NG0003", "generic", Net + "partial class Net[|<T>|] { }", "partial class Outer<T> { " + Net + "partial class Net { } }", "Net<int>"),
        Case("NG0004", "static", Net + "static partial class [|Net|] { }", "static partial class Outer { " + Net + "partial class Net { } }", null),
        Case("NG0005", "abstract", Net + "abstract partial class [|Net|] { }", "abstract class Base { } " + Net + "partial class Net : Base { }", null),
        Case("NG0006", "struct", Net + "partial struct [|Net|] { }", "partial struct Outer { " + Net + "partial class Net { } }"),
        Case("NG0006", "readonly struct with members", Net + "readonly partial struct [|Net|] { public int InputSize => 1; public Net(int x) { } }", Net + "partial class Net { }", null),
        Case("NG0006", "ref struct", Net + "ref partial struct [|Net|] { }", Net + "partial class Net { }", null),
        Case("NG0006", "record class", Net + "partial record [|Net|] { }", "partial record Outer { " + Net + "partial class Net { } }"),
        Case("NG0006", "record with parameters", Net + "partial record [|Net|](int InputSize) { }", "partial record Outer(int X) { " + Net + "partial class Net { } }", null),
        Case("NG0006", "record struct", Net + "partial record struct [|Net|](int X) { }", Net + "partial class Net { }", null),
        Case("NG0006", "interface", Net + "partial interface [|Net|] { }", "partial interface IOuter { " + Net + "partial class Net { } }", null),
        Case("NG0007", "file-local", Net + "file partial class [|Net|] { }", Net + "internal partial class Net { }", null),
        Case("NG0007", "in a file-local class", "file partial class Outer { " + Net + "internal partial class [|Net|] { } }", "internal partial class Outer { " + Net + "internal partial class Net { } }", null),
    ];

    private static IEnumerable<DiagnosticCase> Members =>
    [
        Case("NG0008", "primary constructor", Net + "partial class Net[|(int x)|] { public int X => x; }", Net + "partial class Net { }", null),
        Case("NG0008", "empty primary constructor", Net + "partial class Net[|()|] { }", Net + "partial class Net { public Net(int x) : this(0UL) { } }", null),
        Case("NG0009", "constructor without initializer", Net + "partial class Net { public [|Net|](int x) { } }", Net + "partial class Net { public Net(int x) : this((ulong)x) { } }"),
        Case("NG0009", "constructor that calls the base", Net + "partial class Net { internal [|Net|](string x) : base() { } }", Net + "partial class Net { static Net() { } }"),
        Case("NG0010", "constant", Net + "partial class Net { public const int [|InputSize|] = 3; }", Net + "partial class Net { public const int InputSizes = 3; }"),
        Case("NG0010", "property", Net + "partial class Net { public int [|ParameterCount|] => 3; }", Net + "partial class Net { public int Count => 3; }", null),
        Case("NG0010", "nested type", Net + "partial class Net { public class [|Forward|] { } }", Net + "partial class Net { public class Backwards { } }", null),
        Case("NG0010", "method named as a property", Net + "partial class Net { public void [|Parameters|]() { } }", Net + "partial class Net { public void SetParameters() { } }", null),
        Case("NG0010", "method of the same signature", Net + "partial class Net { public void [|Save|](string file) { } }", Net + "partial class Net { public void Save(string file, bool overwrite) { } public void Save(int file) { } }"),
        Case("NG0010", "generic method", Net + "partial class Net { public void [|Update|]<T>(T a, System.ReadOnlySpan<float> g) { } }", Net + "partial class Net { public void Update<T>(T a, float[] g) { } public void Update<T, U>(T a, System.ReadOnlySpan<float> g) { } }", null),
        Case("NG0010", "spans", Net + "partial class Net { public void [|Forward|](System.ReadOnlySpan<float> a, System.Span<float> b) { } }", Net + "partial class Net { public void Forward(in System.ReadOnlySpan<float> a, in System.Span<float> b) { } }"),
        Case("NG0010", "labels of a classifier", Classifier + "partial class Net { public float [|ComputeLoss|](System.ReadOnlySpan<float> a, System.ReadOnlySpan<int> b) => 1; }", Net + "partial class Net { public float ComputeLoss(System.ReadOnlySpan<float> a, System.ReadOnlySpan<int> b) => 1; }"),
        Case("NG0010", "accessor", Net + "partial class Net { public int [|get_Parameters|]() => 1; }", Net + "partial class Net { public int get_Parameter() => 1; }", null),
        Case("NG0010", "interface member", Net + "partial class Net : INetwork { int INetwork.[|InputSize|] => 1; }", Net + "partial class Net : INetwork { }"),
        Case("NG0010", "constructor", Net + "partial class Net { public [|Net|](ulong x) { } }", Net + "partial class Net { public Net(long x) : this((ulong)x) { } }", null),
        Case("NG0010", "class named as a member", Net + "partial class [|Forward|] { }", Net + "partial class Forwards { }", null),
        Case("NG0014", "base class with a parameter", "class Base { protected Base(int x) { } } " + Net + "partial class [|Net|] : Base { }", "class Base { protected Base(int x = 1) { } } " + Net + "partial class Net : Base { }"),
        Case("NG0014", "base class with a private constructor", "class Base { private Base() { } protected Base(int x) { } } " + Net + "partial class [|Net|] : Base { }", "class Base { internal Base() { } } " + Net + "partial class Net : Base { }"),
        Case("NG0011", "reserved field", Net + "partial class Net { private int [|_netgenRows|] = 1; int Rows => _netgenRows; }", Net + "partial class Net { private int _rows = 1; int Rows => _rows; }"),
    ];

    private static IEnumerable<DiagnosticCase> Environment =>
    [
        Case("NG0012", "C# 11", "[[|Network(4)|]] " + Layers + "partial class Net { }", Net + "partial class Net { }") with { Settings = new() { LanguageVersion = LanguageVersion.CSharp11 } },
        Case("NG0012", "C# 7.3", "[[|Network(4)|]] " + Layers + "partial class Net { }", Net + "partial class Net { }") with
        {
            Settings = new() { LanguageVersion = LanguageVersion.CSharp7_3, Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable },
        },
        new(
            "NG0013",
            "attributes without the runtime",
            FakeAttributes + "[[|NetGen.Network(4)|]] [NetGen.Dense(3)] partial class Net { }",
            Right)
        {
            TypeName = null,
            Settings = new() { ReferenceRuntime = false },
        },
    ];

    private const string Classifier = "[Network(4, Loss = Loss.CrossEntropy)] [Dense(3, Activation.Softmax)] ";

    private const string FakeAttributes =
        "namespace NetGen { public class NetworkAttribute : System.Attribute { public NetworkAttribute(int inputs) { } } "
        + "public class LayerAttribute : System.Attribute { } public class DenseAttribute : LayerAttribute { public DenseAttribute(int units, int activation = 0) { } } } ";

    private static DiagnosticCase Case(string id, string name, string wrong, string right, string? typeName = "Net")
        => new(id, name, Usings + wrong, Usings + right) { TypeName = typeName };
}
