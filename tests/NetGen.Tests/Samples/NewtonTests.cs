using System;
using System.Linq;
using System.Text.RegularExpressions;
using Newton;
using Xunit;

namespace NetGen.Tests.Samples;

/// <summary>The curve fitting of the Newton sample, and the page that it draws.</summary>
public sealed class NewtonTests
{
    [Fact]
    public void LevenbergMarquardt_NeedsATenthOfTheIterationsOfLBFGS_AndThePageShowsBoth()
    {
        Comparison[] comparisons =
        [
            .. Methods.All.Where(method => method.Name is "Levenberg-Marquardt" or "LBFGS").Select(method => Comparison.Of(method.Name, method.Fit, starts: 3)),
        ];
        Assert.Equal(["Levenberg-Marquardt", "LBFGS"], comparisons.Select(comparison => comparison.Name));
        Assert.Equal(3, comparisons[0].Reached);
        Assert.All(comparisons[0].Fits, fit => Assert.InRange(fit.Losses[^1], 0, Methods.TargetLoss));
        Assert.True(comparisons[0].Median.Iterations * 10 < comparisons[1].Median.Iterations, string.Join('\n', (object[])comparisons));

        string page = Page.Of(comparisons);
        Assert.Equal(2, Regex.Count(page, "<svg "));
        Assert.Equal(comparisons.Length + 1, Regex.Count(page, "<polyline class=\"curve\""));
        Assert.Equal(Curve.Rows, Regex.Count(page, "<circle "));
        Assert.All(comparisons, comparison => Assert.Contains($"<tr><td>{comparison.Name}</td><td>{comparison.Reached} / 3</td>", page, StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }
}
