using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>Walks everything that an object reaches, through private fields too.</summary>
internal static class ObjectWalker
{
    /// <summary>The path to the first thing of the compiler's, or code, that a value reaches; null where there is none.</summary>
    public static string? FindCompilerObject(object value)
        => Find(value, value.GetType().Name, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Find(object? value, string path, HashSet<object> visited)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !visited.Add(value))
        {
            return null;
        }

        if (IsForbidden(value))
        {
            return $"{path}: {value.GetType()}";
        }

        if (value is Array array)
        {
            return FindInItems(array, path, visited);
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (Find(field.GetValue(value), $"{path}.{field.Name}", visited) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static string? FindInItems(IEnumerable items, string path, HashSet<object> visited)
    {
        foreach (object? item in items)
        {
            if (Find(item, path + "[]", visited) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsForbidden(object value)
        => value is Delegate or MemberInfo or Assembly || value.GetType().Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);
}
