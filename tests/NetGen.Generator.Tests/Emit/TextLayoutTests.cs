using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Long lines are broken where a reader would break them, and nothing but line ends and spaces changes.</summary>
public sealed class TextLayoutTests
{
    private static readonly string Long = new('a', 60);

    [Fact]
    public void ShortLines_StayAsTheyAre() => Assert.Equal("int x;\n    int y;\n", TextLayout.Run("int x;\n    int y;\n"));

    [Fact]
    public void Calls_AreBrokenBehindTheParenthesis() => Assert.Equal(
        $"    {Long}.{Long}(\n        ref {Long}, Other<S, T>(one, two), row > 0);\n",
        TextLayout.Run($"    {Long}.{Long}(ref {Long}, Other<S, T>(one, two), row > 0);\n"));

    [Fact]
    public void FewArguments_GetALineEach() => Assert.Equal(
        $"F(\n    {Long},\n    {Long},\n    {Long},\n    1);\n",
        TextLayout.Run($"F({Long}, {Long}, {Long}, 1);\n"));

    [Fact]
    public void ManyArguments_FillTheLines() => Assert.Equal(
        $"F(\n    {Long}, {Long},\n    {Long}, {Long}, 1);\n",
        TextLayout.Run($"F({Long}, {Long}, {Long}, {Long}, 1);\n"));

    [Fact]
    public void Bodies_AreBrokenBehindTheArrow() => Assert.Equal(
        $"public int {Long}(int x) =>\n    {Long}(x) + {Long};\n",
        TextLayout.Run($"public int {Long}(int x) => {Long}(x) + {Long};\n"));

    [Fact]
    public void Assignments_AreBrokenWhereNoCallFits() => Assert.Equal(
        $"{Long} +=\n    {Long}.{Long}(\n        {Long}, 1);\n",
        TextLayout.Run($"{Long} += {Long}.{Long}({Long}, 1);\n"));

    [Fact]
    public void NestedCalls_AreBrokenAgain() => Assert.Equal(
        $"F(\n    G(\n        {Long},\n        {Long},\n        {Long}),\n    1);\n",
        TextLayout.Run($"F(G({Long}, {Long}, {Long}), 1);\n"));

    [Fact]
    public void Summaries_GetLinesOfTheirOwn()
    {
        string words = string.Join(" ", Enumerable.Repeat("word", 40));
        string[] lines = TextLayout.Run($"/// <summary>{words}.</summary>\n").TrimEnd('\n').Split('\n');
        Assert.Equal("/// <summary>", lines[0]);
        Assert.Equal("/// </summary>", lines[^1]);
        Assert.All(lines, line => Assert.True(line.Length <= TextLayout.Width));
        Assert.Equal(words + ".", string.Join(" ", lines[1..^1].Select(line => line[4..])));
    }

    [Fact]
    public void Comments_AreBrokenBetweenWords()
    {
        string words = string.Join(" ", Enumerable.Repeat("word", 40));
        string[] lines = TextLayout.Run($"// {words}\n").TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("//     word", lines[1], System.StringComparison.Ordinal);
    }

    [Fact]
    public void BlankLines_StandBehindBlocksOnly() => Assert.Equal(
        "{\n    if (x)\n    {\n        a;\n    }\n    else\n    {\n        b;\n    }\n\n    // Comment.\n    c;\n}\n",
        TextLayout.Run("{\n\n    if (x)\n    {\n        a;\n\n    }\n    else\n    {\n        b;\n    }\n    // Comment.\n    c;\n\n}\n"));
}
