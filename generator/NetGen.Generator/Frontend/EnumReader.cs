using System;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>Enum values out of attributes: a cast number that names no member is a diagnostic.</summary>
internal static class EnumReader
{
    /// <summary>Checks a value, and gives it back; the first member stands in for an undefined one.</summary>
    public static T Check<T>(int value, Location location, DiagnosticSink sink)
        where T : struct, Enum
    {
        var result = (T)Enum.ToObject(typeof(T), value);
        if (!Enum.IsDefined(typeof(T), result))
        {
            sink.Report(DiagnosticDescriptors.UndefinedEnumValue, location, Literals.Of(value), typeof(T).Name);
            return default;
        }

        return result;
    }
}
