using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <content>The class that a network is declared on.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "NG0001",
        "Network class is not partial",
        "'{0}' must be partial for its network to be generated: write 'partial class {0}'",
        "The generated members are another part of the class, so the declaration needs the partial modifier.");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error(
        "NG0002",
        "Type around a network class is not partial",
        "'{0}' must be partial for the network '{1}' inside it to be generated: write 'partial {2} {0}'",
        "Every type around a network class is reopened by the generated file, so each needs the partial modifier.");

    public static readonly DiagnosticDescriptor GenericClass = Error(
        "NG0003",
        "Network class is generic",
        "The network '{0}' cannot be generic: remove the type parameters '{1}', its element type is always float",
        "A network has fixed sizes and float parameters; a type parameter could not change anything. The types around it may be generic.");

    public static readonly DiagnosticDescriptor StaticClass = Error(
        "NG0004",
        "Network class is static",
        "The network '{0}' cannot be static: remove 'static', each instance holds its own parameters",
        "A network implements INetwork and holds parameters, so it needs instances.");

    public static readonly DiagnosticDescriptor AbstractClass = Error(
        "NG0005",
        "Network class is abstract",
        "The network '{0}' cannot be abstract: remove 'abstract', and declare a shared base class without [Network]",
        "A network is complete: nothing is left for a derived class to implement. It may have an abstract base class.");

    public static readonly DiagnosticDescriptor NotAClass = Error(
        "NG0006",
        "Network target is not a class",
        "The network '{0}' cannot be a {1}: declare it as 'partial class {0}'",
        "A network owns its parameters. A struct would copy or share them by accident, a record would compare and clone them, an interface cannot hold them.");

    public static readonly DiagnosticDescriptor FileLocalClass = Error(
        "NG0007",
        "Network class is file-local",
        "The network '{0}' cannot be generated because '{1}' is file-local: remove 'file' from '{1}'",
        "A file-local type cannot have a part in another file, and the generated members are in another file.");

    public static readonly DiagnosticDescriptor PrimaryConstructor = Error(
        "NG0008",
        "Network class has a primary constructor",
        "The network '{0}' cannot have a primary constructor: declare '{0}(...) : this(seed)' in the class body instead",
        "All constructors of a class with a primary constructor must chain to it, but the generated constructor has to be the one that makes the parameters.");

    public static readonly DiagnosticDescriptor ConstructorDoesNotChain = Error(
        "NG0009",
        "Constructor of a network does not chain to the generated one",
        "This constructor of '{0}' would leave the network without parameters: add ': this(seed)' to chain to the generated constructor '{0}(ulong seed = 0)'",
        "Only the generated constructor makes and initializes the parameters, so every other constructor has to call it.");

    public static readonly DiagnosticDescriptor MemberCollision = Error(
        "NG0010",
        "Member collides with a generated member",
        "'{0}' collides with the generated member '{1}' of the network '{2}': rename it, or change its parameter types",
        "The generated class has a public member of this name or signature. Overloads with other parameter types are allowed.");

    public static readonly DiagnosticDescriptor ReservedName = Error(
        "NG0011",
        "Member name is reserved for generated code",
        "The name '{0}' is reserved for the private generated members of the network '{1}': rename it",
        "Names of private generated members are kept free, so that a later version of the generator cannot break the class.");

    public static readonly DiagnosticDescriptor LanguageVersionTooOld = Error(
        "NG0012",
        "C# version is too old for generated networks",
        "The network '{0}' needs C# 12 or later, but this project compiles as C# {1}: remove <LangVersion> from the project file or set it to 12 or later",
        "The generated code uses inline arrays and collection expressions of C# 12.");

    public static readonly DiagnosticDescriptor RuntimeMissing = Error(
        "NG0013",
        "NetGen runtime is not referenced",
        "The network '{0}' needs the type '{1}', which is missing or defined twice: reference the NetGen package once, in the version of its generator",
        "The generated class implements interfaces of the NetGen runtime assembly and calls its kernels.");

    public static readonly DiagnosticDescriptor BaseWithoutConstructor = Error(
        "NG0014",
        "Base class of a network has no parameterless constructor",
        "The generated constructor of '{0}' cannot call a constructor of '{1}': give '{1}' a constructor without parameters that '{0}' can call",
        "The generated constructor calls the base constructor without arguments.");
}
