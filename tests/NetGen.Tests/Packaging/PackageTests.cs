using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.Packaging;

/// <summary>The packages as a user gets them: packed from the sources, restored into a clean project, built, run.</summary>
[Trait("Category", "Packaging")]
public sealed class PackageTests
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <AllowUnsafeBlocks>false</AllowUnsafeBlocks>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <AnalysisLevel>latest-recommended</AnalysisLevel>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="NetGen" Version="@VERSION@" />
            <PackageReference Include="NetGen.Data" Version="@VERSION@" />
          </ItemGroup>
        </Project>
        """;

    private const string Program =
        """"
        using System;
        using System.IO;
        using Consumer;
        using NetGen;
        using NetGen.Data;

        File.WriteAllText("points.csv", "a,b,label\n0,0,no\n0,1,yes\n1,0,yes\n1,1,no\n");
        Dataset points = CsvDataset.Load("points.csv");
        XorNet network = new(seed: 3);
        TrainingResult result = Trainer.Fit(network, points, new Adam(0.05f), new TrainingOptions { Epochs = 500, BatchSize = 4, Seed = 1 });
        Console.WriteLine($"stopped: {result.StopReason}");
        Console.WriteLine($"parameters: {XorNet.ParameterCount}");
        network.Save("xor.safetensors");
        XorNet loaded = new(seed: 9);
        loaded.Load("xor.safetensors");
        float[] outputs = new float[2];
        foreach (float[] point in (float[][])[[0, 0], [0, 1], [1, 0], [1, 1]])
        {
            loaded.Forward(point, outputs);
            Console.WriteLine($"{point[0]} xor {point[1]}: {points.ClassNames![outputs[0] > outputs[1] ? 0 : 1]}");
        }

        namespace Consumer
        {
            /// <summary>Exclusive or.</summary>
            [Network(2, Loss = Loss.CrossEntropy)]
            [Dense(8, Activation.Tanh)]
            [Dense(2, Activation.Softmax)]
            public sealed partial class XorNet;
        }
        """";

    [Fact]
    public async Task PackedPackages_WorkInACleanProject()
    {
        using TemporaryFolder folder = new();
        string packages = Directory.CreateDirectory(folder["packages"]).FullName;
        string version = $"0.0.0-test-{Guid.NewGuid():N}";

        // Packed from a copy: a test run must not rebuild what other test runs are using.
        string sources = CopySources(folder["sources"]);
        foreach (string project in (string[])["NetGen", "NetGen.Data"])
        {
            await DotNet.Run(sources, "pack", $"src/{project}", "-c", "Release", "-o", packages, $"-p:Version={version}", "-nodeReuse:false");
        }

        AssertContents(Path.Combine(packages, $"NetGen.{version}.nupkg"), version);
        string consumer = Directory.CreateDirectory(folder["consumer"]).FullName;
        File.WriteAllText(Path.Combine(consumer, "Consumer.csproj"), Project.Replace("@VERSION@", version, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(consumer, "Program.cs"), Program);
        File.WriteAllText(
            Path.Combine(consumer, "nuget.config"),
            $"""<configuration><packageSources><add key="packed" value="{packages}" /></packageSources></configuration>""");
        string restored = $"-p:RestorePackagesPath={folder["restored"]}";
        await DotNet.Run(consumer, "build", "-c", "Release", "-warnaserror", "-nodeReuse:false", restored);
        string output = await DotNet.Run(consumer, Path.Combine("bin", "Release", "net10.0", "Consumer.dll"));
        Assert.Equal(
            ["stopped: Completed", "parameters: 42", "0 xor 0: no", "0 xor 1: yes", "1 xor 0: yes", "1 xor 1: no"],
            output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static void AssertContents(string package, string version)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        string[] entries = [.. archive.Entries.Select(entry => entry.FullName)];
        Assert.Contains("lib/net10.0/NetGen.dll", entries);
        Assert.Contains("lib/net10.0/NetGen.xml", entries);
        Assert.Contains("README.md", entries);
        Assert.Equal(["analyzers/dotnet/cs/NetGen.Generator.dll"], entries.Where(entry => entry.StartsWith("analyzers/", StringComparison.Ordinal)));
        using StreamReader reader = new(archive.GetEntry("NetGen.nuspec")!.Open());
        string specification = reader.ReadToEnd();
        Assert.Contains($"<version>{version}</version>", specification, StringComparison.Ordinal);
        Assert.Contains("<license type=\"expression\">MIT</license>", specification, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", specification, StringComparison.Ordinal);
    }

    private static string CopySources(string target)
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "NetGen.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException($"No NetGen.sln above {AppContext.BaseDirectory}.");
        }

        Directory.CreateDirectory(target);
        foreach (FileInfo file in root.EnumerateFiles().Where(file => file.Name != "NetGen.sln"))
        {
            file.CopyTo(Path.Combine(target, file.Name));
        }

        foreach (string name in (string[])["src", "generator"])
        {
            Copy(new DirectoryInfo(Path.Combine(root.FullName, name)), Path.Combine(target, name));
        }

        return target;
    }

    private static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (FileInfo file in source.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(target, file.Name));
        }

        foreach (DirectoryInfo folder in source.EnumerateDirectories().Where(folder => folder.Name is not ("bin" or "obj")))
        {
            Copy(folder, Path.Combine(target, folder.Name));
        }
    }
}
