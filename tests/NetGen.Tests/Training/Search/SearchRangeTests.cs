using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Training.Search;

public class SearchRangeTests
{
    private const int Draws = 6000;

    [Fact]
    public void Uniform_SpreadsEvenly()
    {
        double[] values = Draw(SearchRange.Uniform("x", -1, 3));
        Assert.All(values, value => Assert.InRange(value, -1, 3));
        Assert.All(Shares(values, value => (int)(value + 1)), share => Assert.InRange(share.Value, 0.23, 0.27));
        Assert.Equal(4, Shares(values, value => (int)(value + 1)).Count);
    }

    [Fact]
    public void LogUniform_GivesEachPowerOfTenTheSameShare()
    {
        double[] values = Draw(SearchRange.LogUniform("x", 1e-4, 1e-1));
        Assert.All(values, value => Assert.InRange(value, 1e-4, 1e-1));
        Dictionary<int, double> shares = Shares(values, value => (int)Math.Floor(Math.Log10(value)));
        Assert.Equal([-4, -3, -2], shares.Keys.Order());
        Assert.All(shares, share => Assert.InRange(share.Value, 0.31, 0.36));
    }

    [Fact]
    public void Integer_GivesEachNumberTheSameShare()
    {
        Dictionary<int, double> shares = Shares(Draw(SearchRange.UniformInteger("x", -2, 2)), value => value);
        Assert.Equal([-2, -1, 0, 1, 2], shares.Keys.Order());
        Assert.All(shares, share => Assert.InRange(share.Value, 0.18, 0.22));
        Assert.All(Draw(SearchRange.UniformInteger("x", 7, 7)), value => Assert.Equal(7, value));
    }

    [Fact]
    public void LogInteger_GivesEachDoublingTheSameShare()
    {
        int[] values = Draw(SearchRange.LogUniformInteger("x", 1, 8));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], values.Distinct().Order());

        // ln((n + 1/2) / (n - 1/2)) / ln(8.5 / 0.5)
        Dictionary<int, double> shares = Shares(values, value => value);
        Assert.All(shares, share => Assert.Equal(Math.Log((share.Key + 0.5) / (share.Key - 0.5)) / Math.Log(17), share.Value, 0.02));
    }

    [Fact]
    public void Choice_GivesEachValueTheSameShare()
    {
        Dictionary<string, double> shares = Shares(Draw(SearchRange.Choice("x", "a", "b", "c", "d")), value => value);
        Assert.Equal(4, shares.Count);
        Assert.All(shares, share => Assert.InRange(share.Value, 0.23, 0.27));
    }

    [Fact]
    public void Grids_HaveBothEndsAndNoValueTwice()
    {
        Assert.Equal([0.0, 0.5, 1.0], Grid(SearchRange.Uniform("x", 0, 1), 3));
        Assert.Equal([0.5], Grid(SearchRange.Uniform("x", 0, 1), 1));
        double[] logarithmic = Grid(SearchRange.LogUniform("x", 1e-3, 1e-1), 3);
        Assert.Equal([1e-3, 1e-2, 1e-1], logarithmic, (a, b) => Math.Abs((a / b) - 1) < 1e-12);
        Assert.Equal([1, 3, 5], Grid(SearchRange.UniformInteger("x", 1, 5), 3));
        Assert.Equal([1, 2, 3, 4, 5], Grid(SearchRange.UniformInteger("x", 1, 5), 9));
        Assert.Equal([3], Grid(SearchRange.UniformInteger("x", 1, 5), 1));
        Assert.Equal([1, 2, 3], Grid(SearchRange.LogUniformInteger("x", 1, 3), 8));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Grid(SearchRange.LogUniformInteger("x", 1, 10), 10));
        Assert.Equal([1, 2, 3, 6, 10], Grid(SearchRange.LogUniformInteger("x", 1, 10), 5));
        Assert.Equal([16, 32, 64], Grid(SearchRange.LogUniformInteger("x", 16, 64), 3));
        Assert.Equal(["b", "a"], Grid(SearchRange.Choice("x", "b", "a"), 1));
    }

    [Fact]
    public void EmptyRanges_AreRefused()
    {
        Assert.Throws<ArgumentException>("name", () => SearchRange.Uniform("", 0, 1));
        Assert.Contains("'x'", Assert.Throws<ArgumentOutOfRangeException>("high", () => SearchRange.Uniform("x", 1, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("high", () => SearchRange.Uniform("x", 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => SearchRange.Uniform("x", 0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => SearchRange.Uniform("x", double.MinValue, double.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => SearchRange.Uniform("x", double.NegativeInfinity, 0));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => SearchRange.LogUniform("x", 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => SearchRange.LogUniform("x", -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => SearchRange.UniformInteger("x", 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => SearchRange.UniformInteger("x", int.MinValue, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => SearchRange.LogUniformInteger("x", 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => SearchRange.LogUniformInteger("x", 2, 1));
        Assert.Throws<ArgumentException>("values", () => SearchRange.Choice<int>("x"));
        Assert.Throws<ArgumentException>("values", () => SearchRange.LabelledChoice("x", ("", 1)));
        Assert.Throws<ArgumentException>("values", () => SearchRange.Networks("x"));
        Assert.Throws<ArgumentNullException>("types", () => SearchRange.Networks("x", ("a", null!)));
        Assert.Throws<ArgumentException>("ranges", () => new SearchSpace());
        Assert.Contains("'x'", Assert.Throws<ArgumentException>("ranges", () => new SearchSpace(SearchRange.UniformInteger("x", 1, 2), SearchRange.Choice("x", 1))).Message, StringComparison.Ordinal);
    }

    private static T[] Draw<T>(SearchRange<T> range)
    {
        SearchSpace space = new(range);
        return [.. space.Draw(Draws, seed: 5).Select(settings => (T)settings[0].Value!)];
    }

    private static T[] Grid<T>(SearchRange<T> range, int points) => [.. new SearchSpace(range).Grid(points).Select(settings => (T)settings[0].Value!)];

    private static Dictionary<TKey, double> Shares<T, TKey>(T[] values, Func<T, TKey> key)
        where TKey : notnull => values.GroupBy(key).ToDictionary(group => group.Key, group => (double)group.Count() / values.Length);
}
