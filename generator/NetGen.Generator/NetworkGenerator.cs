using System;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator;

/// <summary>Completes each class that carries [Network].</summary>
/// <remarks>
/// Two branches leave the parser. Models are cut off by equality, so an edit that does not change a network never emits again. Diagnostics hold
/// locations in syntax trees and are reported again after each edit of their file, which costs next to nothing.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Register(context, KnownTypes.NetworkAttribute, static (declaration, cancellationToken) => NetworkParser.Parse(declaration, cancellationToken));

        // Layers of a class without [Network].
        foreach (string attribute in KnownTypes.Layers)
        {
            Register(context, attribute, (declaration, cancellationToken) => NetworkParser.ParseLayers(declaration, attribute, cancellationToken));
        }

        // Standardized inputs of a class that has neither.
        Register(
            context, KnownTypes.StandardizeAttribute, static (declaration, cancellationToken) => NetworkParser.ParseStandardize(declaration, cancellationToken));
    }

    /// <summary>Adds the steps for the types that carry an attribute.</summary>
    private static void Register(
        IncrementalGeneratorInitializationContext context, string attribute, Func<GeneratorAttributeSyntaxContext, CancellationToken, ParseResult?> parse)
    {
        IncrementalValuesProvider<ParseResult> results = context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => node is TypeDeclarationSyntax, parse)
            .Where(static result => result is not null)
            .Select(static (result, _) => result!)
            .WithTrackingName(TrackingNames.Declaration);

        IncrementalValuesProvider<GeneratedSource> networks = results
            .Where(static result => result.Network is not null)
            .Select(static (result, _) => result.Network!)
            .WithTrackingName(TrackingNames.Parse)
            .Select(static (network, _) => new GeneratedSource(network.HintName, Compiler.Compile(network)))
            .WithTrackingName(TrackingNames.Emit);
        context.RegisterSourceOutput(networks, AddSource);

        IncrementalValuesProvider<GeneratedSource> skeletons = results
            .Where(static result => result.Skeleton is not null)
            .Select(static (result, _) => result.Skeleton!)
            .WithTrackingName(TrackingNames.ParseSkeleton)
            .Select(static (skeleton, _) => new GeneratedSource(skeleton.HintName, SkeletonEmitter.Emit(skeleton)))
            .WithTrackingName(TrackingNames.EmitSkeleton);
        context.RegisterSourceOutput(skeletons, AddSource);

        IncrementalValuesProvider<DiagnosticInfo> diagnostics = results
            .SelectMany(static (result, _) => result.Diagnostics)
            .WithTrackingName(TrackingNames.Diagnostics);
        context.RegisterSourceOutput(diagnostics, static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
    }

    private static void AddSource(SourceProductionContext context, GeneratedSource source)
        => context.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8, SourceHashAlgorithm.Sha256));
}
