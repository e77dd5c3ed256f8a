using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>Numbers of inputs and of units.</summary>
internal static class SizeReader
{
    /// <summary>The widest layer that is accepted.</summary>
    public const int Largest = 1 << 20;

    public static bool IsValid(int size) => size is >= 1 and <= Largest;

    /// <summary>Reads a constructor argument and reports a size that no layer can have.</summary>
    public static int Read(AttributeReader attribute, int index, string name, DiagnosticSink sink)
    {
        int size = attribute.Constructor<int>(index);
        if (!IsValid(size))
        {
            DiagnosticDescriptor descriptor = size < 1 ? DiagnosticDescriptors.SizeNotPositive : DiagnosticDescriptors.SizeTooLarge;
            sink.Report(descriptor, attribute.LocationOf(index), name, Literals.Of(size));
        }

        return size;
    }
}
