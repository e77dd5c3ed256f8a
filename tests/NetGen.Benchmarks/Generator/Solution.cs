using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace NetGen.Benchmarks;

/// <summary>Seconds that the build of a project with a hundred networks takes, with a fresh compiler; and of the same project with none.</summary>
internal static class Solution
{
    private const int Networks = 100;

    public static void Run()
    {
        Console.WriteLine("networks,seconds");
        foreach (int networks in (int[])[0, Networks])
        {
            DirectoryInfo directory = Directory.CreateTempSubdirectory("netgen-solution");
            try
            {
                Write(directory.FullName, networks);
                Build(directory.FullName, "restore");
                long start = Stopwatch.GetTimestamp();
                Build(directory.FullName, "build", "-c", "Release", "--no-restore", "-nodeReuse:false", "-p:UseSharedCompilation=false");
                Console.WriteLine(FormattableString.Invariant($"{networks},{Stopwatch.GetElapsedTime(start).TotalSeconds:F1}"));
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        }
    }

    /// <summary>A project with so many networks: copies of those of the benchmarks, in namespaces of their own.</summary>
    private static void Write(string directory, int networks)
    {
        File.WriteAllText(Path.Combine(directory, "Hundred.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "NetGen.dll")}" />
                <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "NetGen.Generator.dll")}" />
              </ItemGroup>
            </Project>
            """);
        for (int network = 0; network < networks; network++)
        {
            (string type, string source) = Declarations.All[network % Declarations.All.Count];
            string copy = (network / Declarations.All.Count).ToString(CultureInfo.InvariantCulture);
            File.WriteAllText(Path.Combine(directory, $"{type}{copy}.cs"), $"namespace Copy{copy};\n{source}");
        }
    }

    private static void Build(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(output);
        }
    }
}
