using System;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>The writer of generated text.</summary>
public sealed class SourceWriterTests
{
    [Fact]
    public void Blocks_IndentByFourSpacesAndEndInLineFeeds()
    {
        var writer = new SourceWriter();
        writer.OpenBlock("class A");
        writer.OpenBlock($"void B{1}()");
        writer.WriteLine("C();");
        writer.CloseBlock();
        writer.CloseBlock(";");
        Assert.Equal("class A\n{\n    void B1()\n    {\n        C();\n    }\n};\n", writer.ToString());
    }

    [Fact]
    public void EmptyLines_HaveNoSpaces()
    {
        var writer = new SourceWriter();
        writer.OpenBlock();
        writer.WriteLine();
        writer.WriteLine("a;\n\nb;");
        writer.CloseBlock();
        Assert.Equal("{\n\n    a;\n\n    b;\n}\n", writer.ToString());
    }

    [Fact]
    public void CarriageReturns_AreDropped()
    {
        var writer = new SourceWriter();
        writer.WriteLine("a;\r\nb;\r\n");
        Assert.Equal("a;\nb;\n\n", writer.ToString());
    }

    [Fact]
    public void PartsOfALine_AreIndentedOnce()
    {
        var writer = new SourceWriter();
        writer.Indent();
        writer.Write("a");
        writer.Write($" + {'b'} + {"c"}");
        writer.WriteLine($" + {-2} + {3L};");
        writer.Outdent();
        writer.WriteLine("d;");
        Assert.Equal("    a + b + c + -2 + 3;\nd;\n", writer.ToString());
    }

    [Fact]
    public void InterpolatedText_MayHaveSeveralLines()
    {
        var writer = new SourceWriter();
        writer.OpenBlock("x");
        writer.WriteLine($"a{"1\n2"}b");
        writer.CloseBlocks();
        Assert.Equal("x\n{\n    a1\n    2b\n}\n", writer.ToString());
    }

    [Fact]
    public void CloseBlocks_StopsAtALevel()
    {
        var writer = new SourceWriter();
        writer.OpenBlock();
        int level = writer.Level;
        writer.OpenBlock();
        writer.OpenBlock();
        writer.CloseBlocks(level);
        Assert.Equal(1, writer.Level);
    }

    [Fact]
    public void ClosingWithoutABlock_Throws() => Assert.Throws<InvalidOperationException>(() => new SourceWriter().CloseBlock());

    [Fact]
    public void Culture_ChangesNothing() => Cultures.UnderEach(() =>
    {
        var writer = new SourceWriter();
        writer.WriteLine($"{-1234567} {-7654321L}");
        Assert.Equal("-1234567 -7654321\n", writer.ToString());
    });
}
