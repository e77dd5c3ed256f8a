using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Literals are C#, the same under every culture, and give the value back.</summary>
public sealed class LiteralsTests
{
    public static TheoryData<float, string> Floats => new()
    {
        { 0f, "0f" },
        { -0f, "-0f" },
        { 1f, "1f" },
        { -1.5f, "-1.5f" },
        { 0.1f, "0.1f" },
        { 0.01f, "0.01f" },
        { 1.05070102f, "1.050701f" },
        { 16777216f, "16777216f" },
        { 1e-30f, "1E-30f" },
        { float.MaxValue, "3.4028235E+38f" },
        { float.MinValue, "-3.4028235E+38f" },
        { float.Epsilon, "1.401298E-45f" },
        { float.NaN, "float.NaN" },
        { float.PositiveInfinity, "float.PositiveInfinity" },
        { float.NegativeInfinity, "float.NegativeInfinity" },
    };

    [Theory]
    [MemberData(nameof(Floats))]
    public void Float_IsSpelledShort(float value, string literal) => Assert.Equal(literal, Literals.Of(value));

    [Fact]
    public void Float_ReadsBackBitForBit()
    {
        const int Seed = 20260101;
        var random = new Random(Seed);
        for (int i = 0; i < 20_000; i++)
        {
            float value = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (float.IsFinite(value))
            {
                string literal = Literals.Of(value);
                Assert.Equal('f', literal[^1]);
                float read = float.Parse(literal.AsSpan(0, literal.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture);
                Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(read));
            }
        }
    }

    [Theory]
    [InlineData(0d, "0d")]
    [InlineData(-0d, "-0d")]
    [InlineData(0.1, "0.1d")]
    [InlineData(1d / 3, "0.33333333333333331d")]
    [InlineData(double.NaN, "double.NaN")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity")]
    [InlineData(double.PositiveInfinity, "double.PositiveInfinity")]
    public void Double_IsSpelledInFull(double value, string literal) => Assert.Equal(literal, Literals.Of(value));

    [Fact]
    public void WholeNumbersAndTruth_AreSpelledInDigitsAndKeywords()
    {
        Assert.Equal("-2147483648", Literals.Of(int.MinValue));
        Assert.Equal("1234567", Literals.Of(1234567));
        Assert.Equal("-5000000000L", Literals.Of(-5_000_000_000));
        Assert.Equal("true", Literals.Of(true));
        Assert.Equal("false", Literals.Of(false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("layer1.weight")]
    [InlineData("a \"quote\", a \\ backslash, a {brace}")]
    [InlineData("tab\t, line\r\n, nul\0, next line\u0085, separator\u2028")]
    [InlineData("größer 日本 \U0001F600")]
    public void String_IsAsciiAndCompilesToItself(string value)
    {
        string literal = Literals.Of(value);
        Assert.All(literal, c => Assert.InRange(c, ' ', '~'));
        var expression = Assert.IsType<LiteralExpressionSyntax>(SyntaxFactory.ParseExpression(literal));
        Assert.Empty(expression.GetDiagnostics());
        Assert.Equal(value, expression.Token.ValueText);
    }

    [Fact]
    public void Culture_ChangesNothing() => Cultures.UnderEach(() =>
    {
        Assert.Equal("-1.5f", Literals.Of(-1.5f));
        Assert.Equal("-1234567", Literals.Of(-1234567));
        Assert.Equal("-1234567L", Literals.Of(-1234567L));
        Assert.Equal("-0.25d", Literals.Of(-0.25));
        Assert.Equal("1E-30f", Literals.Of(1e-30f));
    });
}
