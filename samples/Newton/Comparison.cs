using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Newton;

/// <summary>The fits of one method from several starts. Numbers are medians, and a fit that did not reach the target counts as the longest.</summary>
internal sealed record Comparison(string Name, IReadOnlyList<Fit> Fits)
{
    public const string Heading = "method                    reached   iterations   evaluations   products   time (ms)";

    public int Reached => Fits.Count(fit => fit.IsDone);

    /// <summary>The fit of the median number of iterations.</summary>
    public Fit Median => Fits.OrderBy(fit => fit.IsDone ? fit.Iterations : int.MaxValue).ElementAt(Fits.Count / 2);

    public double Milliseconds => Fits.OrderBy(fit => fit.IsDone ? fit.Time : TimeSpan.MaxValue).ElementAt(Fits.Count / 2).Time.TotalMilliseconds;

    /// <summary>Starts at the parameters of the seeds from 1 on. A first fit that is not counted compiles the code.</summary>
    public static Comparison Of(string name, Func<CurveNet, Fit> fit, int starts)
    {
        fit(new CurveNet(seed: 1));
        return new Comparison(name, [.. Enumerable.Range(1, starts).Select(seed => fit(new CurveNet((ulong)seed)))]);
    }

    public override string ToString()
    {
        string more = Median.IsDone ? "" : " (not reached)";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name,-24}{$"{Reached} / {Fits.Count}",9}{Median.Iterations,13:N0}{Median.Evaluations,14:N0}{Median.Products,11:N0}{Milliseconds,12:N1}{more}");
    }
}
