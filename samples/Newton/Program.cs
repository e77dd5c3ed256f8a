using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NetGen;
using Newton;

const int Starts = 9;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Console.WriteLine($"{Curve.Rows} points, {CurveNet.ParameterCount} parameters, {Starts} starts; fitted until the loss is {Methods.TargetLoss}. Medians.\n");
Console.WriteLine(Comparison.Heading);
Comparison[] comparisons = [.. Methods.All.Select(method => Comparison.Of(method.Name, method.Fit, Starts))];
foreach (Comparison comparison in comparisons)
{
    Console.WriteLine(comparison);
}

string page = Path.Combine(AppContext.BaseDirectory, "newton.html");
File.WriteAllText(page, Page.Of(comparisons));
Console.WriteLine($"\nThe charts are {Path.GetFileName(page)} beside the program, {new FileInfo(page).Length:N0} bytes.");

// What kind of point is this? The Hessian's eigenvalues tell.
Fit best = comparisons[0].Median;
Console.WriteLine($"Where Levenberg-Marquardt ended: {Curvature.Measure(best.Network, Curve.Inputs, Curve.Targets)}.");

// The claim of the sample: second order takes a fraction of the iterations.
Comparison adam = comparisons[^1];
return comparisons[0].Reached > Starts / 2 && comparisons[0].Median.Iterations * 10 < adam.Median.Iterations ? 0 : 1;
