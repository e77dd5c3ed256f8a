using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator;

/// <summary>The values of one attribute, each with the place in the source that a diagnostic about it underlines.</summary>
internal sealed class AttributeReader
{
    private readonly AttributeData _data;
    private readonly AttributeSyntax _syntax;

    /// <param name="data">An attribute that was written in source.</param>
    /// <param name="cancellationToken">Stops the work when its result is no longer wanted.</param>
    public AttributeReader(AttributeData data, CancellationToken cancellationToken)
    {
        _data = data;
        _syntax = (AttributeSyntax)data.ApplicationSyntaxReference!.GetSyntax(cancellationToken);
    }

    public INamedTypeSymbol Class => _data.AttributeClass!;

    public Location Location => _syntax.GetLocation();

    public int Position => _syntax.SpanStart;

    /// <summary>False where the compiler itself reports an error in the arguments: there is nothing to read, and nothing to add.</summary>
    public bool IsWellFormed
        => _data.AttributeConstructor is not null
            && _data.ConstructorArguments.All(a => a.Kind != TypedConstantKind.Error)
            && _data.NamedArguments.All(a => a.Value.Kind != TypedConstantKind.Error)
            && (_syntax.ArgumentList?.Arguments.Count(a => a.NameEquals is not null) ?? 0) == _data.NamedArguments.Length;

    public bool IsOn(SyntaxNode declaration) => _syntax.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(_syntax.Span);

    /// <summary>A constructor argument, also where it is left to its default.</summary>
    public T Constructor<T>(int index) => (T)_data.ConstructorArguments[index].Value!;

    /// <summary>A property that the attribute sets.</summary>
    public bool TryGet<T>(string property, out T value)
    {
        foreach (var argument in _data.NamedArguments)
        {
            if (argument.Key == property)
            {
                value = (T)argument.Value.Value!;
                return true;
            }
        }

        value = default!;
        return false;
    }

    /// <summary>The argument of a constructor parameter, or the attribute where the parameter is left to its default.</summary>
    public Location LocationOf(int index)
    {
        string parameter = _data.AttributeConstructor!.Parameters[index].Name;
        var positional = _syntax.ArgumentList?.Arguments.Where(a => a.NameEquals is null).ToArray() ?? [];
        AttributeArgumentSyntax? argument = Array.Find(positional, a => a.NameColon?.Name.Identifier.ValueText == parameter);
        if (argument is null && index < positional.Length && positional[index].NameColon is null)
        {
            argument = positional[index];
        }

        return (argument ?? (SyntaxNode)_syntax).GetLocation();
    }

    /// <summary>The argument that sets a property, or the attribute where none does.</summary>
    public Location LocationOf(string property)
        => (_syntax.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == property) ?? (SyntaxNode)_syntax).GetLocation();
}
