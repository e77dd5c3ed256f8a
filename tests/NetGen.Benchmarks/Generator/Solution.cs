using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace NetGen.Benchmarks;

/// <summary>Seconds that the build of a project with a hundred networks takes, with a fresh compiler; and of the same project with none.</summary>
internal static class Solution
{
    private const int Copies = 10;

    public static void Run()
    {
        Console.WriteLine("networks,seconds");
        foreach (int copies in (int[])[0, Copies])
        {
            DirectoryInfo directory = Directory.CreateTempSubdirectory("netgen-solution");
            try
            {
                int networks = Write(directory.FullName, copies);
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

    /// <summary>A project with so many copies of each network of the benchmarks, in namespaces of their own.</summary>
    private static int Write(string directory, int copies)
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
        int networks = 0;
        for (int copy = 0; copy < copies; copy++)
        {
            foreach ((string type, string source) in Declarations.All)
            {
                string number = copy.ToString(CultureInfo.InvariantCulture);
                File.WriteAllText(Path.Combine(directory, $"{type}{number}.cs"), $"namespace Copy{number};\n{source}");
                networks++;
            }
        }

        return networks;
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
