using System;
using System.Globalization;
using System.IO;

namespace NetGen.Data;

/// <summary>Makes errors that say where in a file they are.</summary>
internal static class CsvLocation
{
    internal static InvalidDataException Error(string file, int line, string column, string problem, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}, column '{column}': {problem}"), inner);

    internal static InvalidDataException Error(string file, int line, string problem, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {problem}"), inner);
}
