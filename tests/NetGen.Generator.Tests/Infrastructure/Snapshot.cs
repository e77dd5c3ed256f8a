using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>
/// Compares what was generated with files beside the test, by the conventions of Verify and Verify.SourceGenerators (with Verify's
/// <c>UseUtf8NoBom</c>): <c>Class.Method#HintName.g.verified.cs</c> for each generated file, <c>Class.Method.verified.txt</c> for diagnostics or
/// plain text. A difference leaves a <c>.received.</c> file; with <c>NETGEN_ACCEPT_SNAPSHOTS=1</c> it becomes the verified one.
/// A verified file of the test that this run did not ask for is a difference too.
/// </summary>
internal static class Snapshot
{
    private const string AcceptVariable = "NETGEN_ACCEPT_SNAPSHOTS";

    /// <summary>Verifies all files that the generator wrote, and its diagnostics.</summary>
    /// <param name="run">The run.</param>
    /// <param name="parameters">What tells the cases of a theory apart, such as <c>units=3</c>.</param>
    /// <param name="file">The file of the test, named as its class.</param>
    /// <param name="method">The test.</param>
    /// <param name="accept">Whether to accept what differs; by default the environment variable decides.</param>
    public static void Verify(GeneratorRun run, string parameters = "", [CallerFilePath] string file = "", [CallerMemberName] string method = "", bool? accept = null)
        => Verify(run.Driver.GetRunResult(), parameters, file, method, accept);

    /// <inheritdoc cref="Verify(GeneratorRun, string, string, string, bool?)"/>
    public static void Verify(
        GeneratorDriverRunResult run, string parameters = "", [CallerFilePath] string file = "", [CallerMemberName] string method = "", bool? accept = null)
    {
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (GeneratedSourceResult source in run.Results.SelectMany(r => r.GeneratedSources))
        {
            contents.Add($"#{Path.GetFileNameWithoutExtension(source.HintName)}|cs", $"//HintName: {source.HintName}\n{source.SourceText}");
        }

        if (run.Diagnostics.Length > 0)
        {
            contents.Add("|txt", DiagnosticsText.Of(run.Diagnostics));
        }

        Verify(contents, parameters, file, method, accept);
    }

    /// <summary>Verifies a text, such as a printed plan.</summary>
    public static void Verify(
        string text, string parameters = "", [CallerFilePath] string file = "", [CallerMemberName] string method = "", bool? accept = null)
        => Verify(new SortedDictionary<string, string>(StringComparer.Ordinal) { ["|txt"] = text }, parameters, file, method, accept);

    /// <summary>Splits the name of a verified file into the class and the method, to which parameters may be appended.</summary>
    public static (string Class, string Method) Parse(string path)
    {
        string name = Path.GetFileName(path);
        name = name[..name.LastIndexOf(".verified.", StringComparison.Ordinal)].Split('#')[0];
        string[] parts = name.Split('.', 2);
        return (parts[0], parts[1]);
    }

    private static void Verify(SortedDictionary<string, string> contents, string parameters, string file, string method, bool? acceptGiven)
    {
        string directory = Path.GetDirectoryName(file)!;
        string prefix = $"{Path.GetFileNameWithoutExtension(file)}.{method}{(parameters.Length > 0 ? "_" + parameters : "")}";
        bool accept = acceptGiven ?? Environment.GetEnvironmentVariable(AcceptVariable) == "1";
        var differences = new List<string>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string target, string content) in contents)
        {
            string[] parts = target.Split('|');
            string path = Path.Combine(directory, $"{prefix}{parts[0]}.verified.{parts[1]}");
            asked.Add(path);
            if (Compare(path, Normalize(content), accept) is { } difference)
            {
                differences.Add(difference);
            }
        }

        foreach (string path in VerifiedFiles(directory, prefix).Where(p => !asked.Contains(p)))
        {
            if (accept)
            {
                File.Delete(path);
            }
            else
            {
                differences.Add($"{Path.GetFileName(path)} is verified, but was not generated.");
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences) + $"\nSet {AcceptVariable}=1 to accept.");
    }

    private static IEnumerable<string> VerifiedFiles(string directory, string prefix)
        => Directory.EnumerateFiles(directory, prefix + "#*.verified.*").Concat(Directory.EnumerateFiles(directory, prefix + ".verified.*"));

    private static string? Compare(string path, string content, bool accept)
    {
        string received = path.Replace(".verified.", ".received.", StringComparison.Ordinal);
        string? verified = File.Exists(path) ? Normalize(File.ReadAllText(path)) : null;
        File.Delete(received);
        if (content == verified)
        {
            return null;
        }

        File.WriteAllText(accept ? path : received, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return accept ? null : $"{Path.GetFileName(path)} {(verified is null ? "does not exist" : Difference(verified, content))}.";
    }

    private static string Difference(string verified, string received)
    {
        string[] expected = verified.Split('\n');
        string[] actual = received.Split('\n');
        int line = 0;
        while (line < expected.Length && line < actual.Length && expected[line] == actual[line])
        {
            line++;
        }

        return $"differs in line {line + 1}: expected '{expected.ElementAtOrDefault(line)}', got '{actual.ElementAtOrDefault(line)}'";
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
