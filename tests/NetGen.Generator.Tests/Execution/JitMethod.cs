using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Generator.Tests;

/// <summary>A method that the JIT compiled.</summary>
/// <param name="Type">The type, with its namespace and type arguments.</param>
/// <param name="Name">The method.</param>
/// <param name="Tier">FullOpts, Tier0, Tier1, MinOpts and so on.</param>
/// <param name="BytesOfIL">What the compiler wrote for it.</param>
internal sealed partial record JitMethod(string Type, string Name, string Tier, int BytesOfIL)
{
    /// <summary>Whether nothing is left to be gained by compiling it once more.</summary>
    public bool IsOptimized => Tier == "FullOpts";

    /// <summary>Reads a line such as "12: JIT compiled Type:Method(int) [FullOpts, IL size=20, code size=30]"; null where the line has another form.</summary>
    public static JitMethod? Parse(string line)
    {
        Match match = Line().Match(line);
        return !match.Success ? null : new JitMethod(
            match.Groups["type"].Value, match.Groups["name"].Value, match.Groups["tier"].Value, int.Parse(match.Groups["il"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"JIT compiled (?<type>[^:]+):(?<name>[^:(\[]+).* \[(?<tier>[^,\]]+).*, IL size=(?<il>\d+)")]
    private static partial Regex Line();
}
