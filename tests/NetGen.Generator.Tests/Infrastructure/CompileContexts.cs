using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Where and under which settings networks must compile without a warning.</summary>
internal static class CompileContexts
{
    private const string Plain = "namespace App;\n$NET$ public sealed partial class Net { }\n";

    public static readonly IReadOnlyDictionary<string, CompileContext> All = new Dictionary<string, CompileContext>
    {
        ["global namespace"] = new("$NET$ public sealed partial class Net { }", "Net"),
        ["file-scoped namespace"] = new(Plain, "App.Net"),
        ["block namespaces"] = new("namespace A { namespace B.C { $NET$ internal partial class Net { } } }", "A.B.C.Net"),
        ["semicolon body"] = new("$NET$ public partial class Net;", "Net"),
        ["in a class"] = new("namespace App { public partial class Outer { $NET$ public sealed partial class Net { } } }", "App.Outer.Net"),
        ["in a static class"] = new("public static partial class Outer { $NET$ public sealed partial class Net { } }", "Outer.Net"),
        ["in a struct"] = new("public partial struct Outer { $NET$ public sealed partial class Net { } }", "Outer.Net"),
        ["in a readonly struct"] = new("public readonly partial struct Outer { $NET$ public sealed partial class Net { } }", "Outer.Net"),
        ["in a ref struct"] = new("public ref partial struct Outer { $NET$ public sealed partial class Net { } }", "Outer.Net"),
        ["in a record"] = new("public sealed partial record Outer(int Size) { $NET$ public sealed partial class Net { } }", "Outer.Net"),
        ["in a record struct"] = new("public partial record struct Outer(int Size) { $NET$ public sealed partial class Net { } }", "Outer.Net"),
        ["in an interface"] = new("public partial interface IOuter { $NET$ public sealed partial class Net { } }", "IOuter.Net"),
        ["three levels deep"] = new("namespace App { partial class A { internal partial struct B { internal partial record C { $NET$ internal sealed partial class Net { } } } } }", "App.A.B.C.Net"),
        ["in a generic class"] = new("public partial class Outer<T> where T : class, new() { $NET$ public sealed partial class Net { } }", "Outer<object>.Net"),
        ["in a generic class whose parameter is named as the generated method's"] = new("public partial class Outer<TOptimizer, TNet> { $NET$ public sealed partial class Net { } }", "Outer<int, int>.Net"),
        ["private"] = new("public partial class Outer { $NET$ private sealed partial class Net { } }", null),
        ["keywords as names"] = new("namespace @event.@namespace { public partial class @struct<@in> { $NET$ public partial class @class { } } }", "@event.@namespace.@struct<int>.@class"),
        ["letters beyond ASCII"] = new("namespace Größe.日本 { $NET$ public partial class Сеть‿Ⅷ { } }", "Größe.日本.Сеть‿Ⅷ"),
        ["a namespace inside System"] = new("namespace System.NetGen { $NET$ public partial class Net { } }", "System.NetGen.Net"),
        ["a namespace inside NetGen"] = new("namespace NetGen.Networks { $NET$ public partial class Net { } }", "NetGen.Networks.Net"),
        ["namespaces that shadow"] = new("namespace App.System { internal class Span { } } namespace App.NetGen { internal class INetwork { } } namespace App { $NET$ public partial class Net { } }", "App.Net"),
        ["types that shadow"] = new(
            """
            namespace App
            {
                internal class Span { } internal class ReadOnlySpan { } internal class Math { } internal class MathF { } internal class GC { }
                internal class Vector { } internal class Vector128 { } internal class Vector256 { } internal class Vector512 { } internal class Unsafe { }
                internal class MemoryMarshal { } internal class NetGen { } internal class System { } internal class Exception { } internal class Single { }
                internal class INetwork { } internal class Loss { } internal class TensorDescription { } internal class MethodImplAttribute { }
                internal class InlineArrayAttribute { } internal class ArgumentException { } internal class Stream { } internal class List { }
                $NET$ public partial class Net { }
            }
            """,
            "App.Net"),
        ["members that shadow"] = new("$NET$ public partial class Net { public int System => 1; public int NetGen => 2; public class Span { } public void Vector512() { } public float x, y, i, row, inputs; }", "Net"),
        ["a base class"] = new("public abstract class Base { protected Base() { } public virtual int Size => 1; public void Save(string path) { } } $NET$ public partial class Net : Base { }", "Net"),
        ["a network as the base class"] = new("$NET$ public partial class First { } $NET$ public partial class Net : First { }", "Net"),
        ["members, constructors and overloads of the user"] = new(
            """
            #nullable disable
            $NET$ public partial class Net : global::System.IDisposable
            {
                private readonly string _name = "net";
                public Net(string name) : this(3UL) => _name = name;
                static Net() { }
                public string Name { get { return _name; } set { } }
                public void Forward(float[] inputs, float[] outputs) => Forward((global::System.ReadOnlySpan<float>)inputs, outputs);
                public void Forward() { }
                public void Save() { }
                public void Update(int x) { }
                public void Dispose() { }
                ~Net() { }
            }
            """,
            "Net"),
        ["a second part"] = new("$NET$ public partial class Net { } public partial class Net { public int Two => 2; }", "Net"),
        ["the interface repeated"] = new("$NET$ public partial class Net : global::NetGen.INetwork { }", "Net"),
        ["obsolete"] = new("$NET$ [global::System.Obsolete(\"old\")] public partial class Net { }", null),
        ["CLS compliant"] = new("[assembly: global::System.CLSCompliant(true)]\n$NET$ public partial class Net { }", "Net"),
        ["names that differ in case only"] = new("namespace App { $NET$ public partial class NET { } $NET$ public partial class Net { } } namespace APP { $NET$ public partial class Net { } }", "App.Net"),
        ["checked arithmetic"] = new(Plain, "App.Net") { Settings = new() { CheckOverflow = true } },
        ["nullable off"] = new(Plain, "App.Net") { Settings = new() { Nullable = NullableContextOptions.Disable } },
        ["nullable warnings only"] = new(Plain, "App.Net") { Settings = new() { Nullable = NullableContextOptions.Warnings } },
        ["C# 13"] = new(Plain, "App.Net") { Settings = new() { LanguageVersion = LanguageVersion.CSharp13 } },
        ["C# latest"] = new(Plain, "App.Net") { Settings = new() { LanguageVersion = LanguageVersion.Latest } },
        ["C# preview"] = new(Plain, "App.Net") { Settings = new() { LanguageVersion = LanguageVersion.Preview } },
        ["documentation"] = new("namespace App\n{\n    /// <summary>A network.</summary>\n    $NET$\n    public sealed partial class Net { }\n}\n", "App.Net") { Settings = new() { Documentation = true } },
    };

    /// <summary>The names, as the data of a theory.</summary>
    public static TheoryData<string> Names() => [.. All.Keys];
}
