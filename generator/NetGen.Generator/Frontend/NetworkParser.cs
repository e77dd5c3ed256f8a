using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator;

/// <summary>Symbols and syntax in, records out: the only stage that knows Roslyn.</summary>
internal sealed class NetworkParser
{
    private readonly INamedTypeSymbol _type;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;
    private readonly DiagnosticSink _sink = new();

    private NetworkParser(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        _type = (INamedTypeSymbol)context.TargetSymbol;
        _declaration = (TypeDeclarationSyntax)context.TargetNode;
        _compilation = context.SemanticModel.Compilation;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Parses a declaration that carries [Network].</summary>
    public static ParseResult? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
        => new NetworkParser(context, cancellationToken).Parse();

    /// <summary>Parses a declaration that carries layers; null where its class has [Network], which is parsed by itself.</summary>
    public static ParseResult? ParseLayers(GeneratorAttributeSyntaxContext context, string attribute, CancellationToken cancellationToken)
        => new NetworkParser(context, cancellationToken).ParseLayers(attribute);

    /// <summary>Parses a declaration that carries [Standardize]; null where its class has [Network] or layers, which are parsed by themselves.</summary>
    public static ParseResult? ParseStandardize(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
        => new NetworkParser(context, cancellationToken).ParseStandardize();

    private ParseResult? ParseStandardize()
    {
        if (Attributes().Any(a => a.Class.Is(KnownTypes.NetworkAttribute) || a.Class.IsKnownLayer()))
        {
            return null;
        }

        Location location = Standardize!.Location;
        _sink.Report(DiagnosticDescriptors.StandardizeWithoutNetwork, location, _type.Name);
        bool hasRuntime = EnvironmentRules.Check(_type.Name, _compilation, _declaration.SyntaxTree, location, new DiagnosticSink());
        return Wrong(NetworkSettings.Default, [], hasRuntime);
    }

    private ParseResult? Parse()
    {
        // A second [Network] on another part is a C# error; the first one is the network.
        AttributeReader network = Attributes().First(a => a.Class.Is(KnownTypes.NetworkAttribute));
        if (!network.IsOn(_declaration))
        {
            return null;
        }

        List<AttributeReader> layers = LayerAttributes();
        TargetRules.Check(_type, _declaration, _sink, _cancellationToken);
        bool hasRuntime = EnvironmentRules.Check(_type.Name, _compilation, _declaration.SyntaxTree, network.Location, _sink);
        if (!network.IsWellFormed || Standardize is { IsWellFormed: false } || layers.Any(l => !l.IsWellFormed) || (layers.Count == 0 && HasUnresolvedAttributes))
        {
            return Wrong(NetworkSettings.Default, [], hasRuntime);
        }

        CheckWhereLayersAre(network, layers);
        var numbers = new DiagnosticSink();
        NetworkSettings settings = NetworkSettings.Read(network, numbers);
        List<LayerDeclaration> declared = LayerReader.Read(layers, numbers);
        InputScaling? scaling = Standardize is AttributeReader standardize
            ? EnumReader.Check<InputScaling>(standardize.Constructor<int>(0), standardize.LocationOf(0), numbers)
            : null;
        _sink.AddRange(numbers);
        if (!numbers.HasErrors && layers.Count > 0 && layers.All(l => l.IsOn(_declaration)))
        {
            CheckLayers(network, settings, declared);
        }

        HashSet<SurfaceMember> blocked = CheckMembers(FeaturesOf(settings, declared));
        return _sink.HasErrors ? Wrong(settings, declared, hasRuntime, blocked) : Right(network, settings, declared, scaling);
    }

    private ParseResult? ParseLayers(string attribute)
    {
        if (Attributes().Any(a => a.Class.Is(KnownTypes.NetworkAttribute)))
        {
            return null;
        }

        // Each kind of layer has its own step: the first layer of the class decides which one reports it.
        AttributeReader first = Attributes().First(a => a.Class.IsKnownLayer());
        if (!first.IsOn(_declaration) || !first.Class.Is(attribute))
        {
            return null;
        }

        List<AttributeReader> layers = LayerAttributes();
        _sink.Report(DiagnosticDescriptors.LayerWithoutNetwork, first.Location, _type.Name);
        bool hasRuntime = EnvironmentRules.Check(_type.Name, _compilation, _declaration.SyntaxTree, first.Location, new DiagnosticSink());
        List<LayerDeclaration> declared = layers.All(l => l.IsWellFormed) ? LayerReader.Read(layers, new DiagnosticSink()) : [];
        return Wrong(NetworkSettings.Default, declared, hasRuntime);
    }

    private void CheckWhereLayersAre(AttributeReader network, List<AttributeReader> layers)
    {
        if (layers.Count == 0)
        {
            _sink.Report(DiagnosticDescriptors.NoLayer, network.Location, _type.Name);
        }

        foreach (AttributeReader layer in layers.Where(l => !l.IsOn(_declaration)))
        {
            _sink.Report(DiagnosticDescriptors.LayersSpread, layer.Location, _type.Name);
        }
    }

    private void CheckLayers(AttributeReader network, NetworkSettings settings, List<LayerDeclaration> layers)
    {
        if (!layers.Any(l => l.Model is DenseModel or LayerNormModel or BatchNormModel))
        {
            _sink.Report(DiagnosticDescriptors.NothingToTrain, network.Location, _type.Name);
        }

        NetworkRules.Check(_type.Name, settings, layers, _sink);
    }

    private HashSet<SurfaceMember> CheckMembers(NetworkFeatures features)
    {
        // A type that is no class is reported as such; its members cannot be right or wrong.
        DiagnosticSink sink = _type is { TypeKind: TypeKind.Class, IsRecord: false } ? _sink : new DiagnosticSink();
        return MemberRules.Check(_type, features, sink, _cancellationToken);
    }

    private ParseResult Right(AttributeReader attribute, NetworkSettings settings, List<LayerDeclaration> layers, InputScaling? scaling)
    {
        var network = new NetworkModel(
            HintName.Of(_type),
            TypeNames.NamespaceOf(_type),
            TypeNames.ContainingTypeModelsOf(_type),
            TypeNames.NameOf(_type),
            settings.InputSize,
            settings.Loss,
            settings.HuberDelta,
            settings.MaxStackBytes,
            new EquatableArray<LayerModel>(layers.Select(l => l.Model.At(settings.Precision))),
            settings.Unroll,
            settings.LabelSmoothing,
            settings.SampleWeights,
            settings.InputGradients,
            settings.SecondOrder)
        {
            Scaling = scaling,
        };
        UnrollRule.Check(network, attribute, _sink);
        return new ParseResult(network, null, _sink.ToArray());
    }

    private ParseResult Wrong(NetworkSettings settings, List<LayerDeclaration> layers, bool hasRuntime, HashSet<SurfaceMember>? blocked = null)
    {
        NetworkFeatures features = FeaturesOf(settings, layers);
        SkeletonModel? skeleton = hasRuntime && TargetRules.CanReopen(_type, _cancellationToken)
            ? SkeletonReader.Read(_type, SkeletonSizes.Of(settings, layers), features, blocked ?? MemberRules.Check(_type, features, new DiagnosticSink(), _cancellationToken), _sink)
            : null;
        return new ParseResult(null, skeleton, _sink.ToArray());
    }

    /// <summary>A wrong network with a softmax has the members of a classifier, whatever its loss: code elsewhere is likely to use them.</summary>
    private static NetworkFeatures FeaturesOf(NetworkSettings settings, List<LayerDeclaration> layers)
        => NetworkFeatureInterfaces.FeaturesOf(settings.Loss, layers.Select(l => l.Model), settings.SampleWeights, settings.InputGradients, settings.SecondOrder)
            | (layers.Any(l => l.Activation.Function == Activation.Softmax) ? NetworkFeatures.Labels : NetworkFeatures.None);

    // A misspelled layer is a C# error: that there is no layer would be a second one for the same mistake.
    private bool HasUnresolvedAttributes => _type.GetAttributes().Any(a => a.AttributeClass is null or { TypeKind: TypeKind.Error });

    private IEnumerable<AttributeReader> Attributes()
        => _type.GetAttributes()
            .Where(a => a is { AttributeClass: not null, ApplicationSyntaxReference: not null })
            .Select(a => new AttributeReader(a, _cancellationToken));

    private AttributeReader? Standardize => Attributes().FirstOrDefault(a => a.Class.Is(KnownTypes.StandardizeAttribute));

    /// <summary>The layers of the declaration at hand in source order, then those of other parts.</summary>
    private List<AttributeReader> LayerAttributes()
        => [.. Attributes().Where(a => a.Class.IsLayerAttribute()).OrderBy(a => a.IsOn(_declaration) ? 0 : 1).ThenBy(a => a.Position)];
}
