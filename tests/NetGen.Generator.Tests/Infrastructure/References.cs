extern alias Runtime;

using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>What the compiled test sources reference: the framework that runs the tests, and the NetGen runtime.</summary>
internal static class References
{
    public static readonly MetadataReference NetGen = MetadataReference.CreateFromFile(typeof(Runtime::NetGen.INetwork).Assembly.Location);

    public static readonly ImmutableArray<MetadataReference> Framework = FindFramework();

    // The list of trusted assemblies holds those of the test project too; the generator among them must not be visible to test sources.
    private static ImmutableArray<MetadataReference> FindFramework()
    {
        string directory = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. trusted.Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == directory)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
