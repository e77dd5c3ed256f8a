using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Benchmarks;

/// <summary>What NETGEN_BENCH_NET names, with blanks between; all if it is not set.</summary>
internal static class Selection
{
    private const string Variable = "NETGEN_BENCH_NET";

    public static IEnumerable<T> Of<T>(IReadOnlyCollection<T> all, Func<T, string> name)
    {
        string[] names = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] known = [.. all.Select(name).Distinct()];
        return names.Except(known).FirstOrDefault() is string unknown
            ? throw new InvalidOperationException($"{Variable} names '{unknown}'; expected names of {string.Join(' ', known)}, with blanks between.")
            : all.Where(item => names.Length == 0 || names.Contains(name(item)));
    }
}
