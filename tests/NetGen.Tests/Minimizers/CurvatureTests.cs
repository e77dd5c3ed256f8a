using System;
using System.Linq;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Minimizers;

[Trait("Category", "Functional")]
public sealed class CurvatureTests
{
    private static readonly float[] None = FunctionNetwork.NoInputs;
    private readonly LinearCase _case = new();

    [Fact]
    public void TheEndsOfTheSpectrum_ArePyTorchs()
    {
        Curvature curvature = Curvature.Measure(CreateLinear(), _case.Inputs, _case.Targets);
        Assert.Equal(_case.Eigenvalues.Min(), curvature.SmallestEigenvalue, curvature.Error);
        Assert.Equal(_case.Eigenvalues.Max(), curvature.LargestEigenvalue, curvature.Error);
        Assert.Equal(_case.Condition, curvature.Condition, 1e-3);
        Assert.InRange(curvature.Error, 1e-8, 1e-5);
        Assert.Equal(8, curvature.Products);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    [InlineData(1e-2)]
    [InlineData(-1e-2)]
    [InlineData(0.0)]
    public void TheLastOfTheCurvatures_IsFound_DenseAndByLanczos(double last)
    {
        foreach (int size in (int[])[1, 2, 3, 40, 128, 129, 600])
        {
            // From 2 to 5, and one apart.
            double[] curvatures = [.. Enumerable.Range(0, size - 1).Select(i => 2 + (3.0 * i / size)), last];
            Curvature curvature = Curvature.Measure(new Parabola(curvatures), None, None);
            Assert.True(Math.Abs(curvature.SmallestEigenvalue - curvatures.Min()) <= curvature.Error, $"{size}: {curvature}");
            Assert.InRange(curvature.Error, 0, 1e-3);
            Assert.Equal(curvatures.Max(), curvature.LargestEigenvalue, 1e-3);
            Assert.InRange(curvature.Products, 1, size <= 128 ? size : 200);
        }
    }

    [Fact]
    public void ASpectrumOfAThousandDifferentValues_IsBoundedWithinItsError()
    {
        double[] curvatures = [.. Enumerable.Range(0, 1000).Select(i => Math.Pow(10, -i / 250.0)), -0.002];
        Curvature curvature = Curvature.Measure(new Parabola(curvatures), None, None);
        Assert.Equal(-0.002, curvature.SmallestEigenvalue, curvature.Error);
        Assert.Equal(1, curvature.LargestEigenvalue, 1e-3);
        Assert.True(curvature.SmallestEigenvalue < -curvature.Error, curvature.ToString());
    }

    [Theory]
    [InlineData(PointKind.StrictMinimum, 1.0)]
    [InlineData(PointKind.StrictMinimum, 1e-4)]
    [InlineData(PointKind.Flat, 1e-9)]
    [InlineData(PointKind.Flat, 0.0)]
    [InlineData(PointKind.Flat, -1e-9)]
    [InlineData(PointKind.Saddle, -1e-4)]
    public void TheSmallestEigenvalue_TellsWhatThePointIs(PointKind expected, double last)
    {
        foreach (int size in (int[])[2, 200])
        {
            double[] curvatures = [.. Enumerable.Repeat(2.0, size - 1), last];
            var network = new Parabola(curvatures);
            network.Parameters.Clear();
            MinimizerResult result = new LBFGS().Minimize(network, None, None);
            Assert.Equal((0, expected), (result.Iterations, result.Point));
        }
    }

    [Fact]
    public void EveryMinimizer_TellsAMinimumFromASaddle()
    {
        foreach (Minimizer minimizer in (Minimizer[])[new LBFGS(), new ConjugateGradient(), new SteepestDescent(), new NewtonMethod()])
        {
            // On the axis the gradient leads into the saddle, and no further.
            MinimizerResult saddle = minimizer.Minimize(new TwoWells(0.5, 0), None, None);
            Assert.Equal(PointKind.Saddle, saddle.Point);
            Assert.Equal(-1, saddle.Curvature!.SmallestEigenvalue, 1e-4);

            MinimizerResult minimum = minimizer.Minimize(new TwoWells(0.5, 0.5), None, None);
            Assert.Equal(PointKind.StrictMinimum, minimum.Point);
            Assert.Equal(1, minimum.Curvature!.SmallestEigenvalue, 1e-4);
            Assert.Equal(2, minimum.Curvature!.LargestEigenvalue, 1e-4);
            Assert.Contains("StrictMinimum", minimum.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AtTheRoundingOfTheLoss_ThePointIsStationary_BeforeItIsNot()
    {
        LeastSquaresLinearNetwork network = CreateLinear();
        var descent = new SteepestDescent { MaxIterations = 3 };
        Assert.Equal(PointKind.NotStationary, descent.Minimize(network, _case.Inputs, _case.Targets).Point);
        MinimizerResult result = new SteepestDescent { GradientTolerance = 0 }.Minimize(network, _case.Inputs, _case.Targets);
        Assert.Equal((MinimizerStop.StepTooSmall, PointKind.StrictMinimum), (result.Stop, result.Point));
    }

    [Fact]
    public void WithoutProducts_OrWithoutTheWish_ThereIsNoCurvature()
    {
        MinimizerResult plain = new LBFGS().Minimize(new LinearNetwork(1, 1), [1f, 2f], [1f, 2f]);
        Assert.Equal((null, PointKind.Unknown), (plain.Curvature, plain.Point));
        MinimizerResult unasked = new LBFGS { MeasureCurvature = false }.Minimize(CreateLinear(), _case.Inputs, _case.Targets);
        Assert.Equal((null, PointKind.Unknown), (unasked.Curvature, unasked.Point));
    }

    [Fact]
    public void ProductsThatAreNotFinite_GiveNaN()
    {
        foreach (int size in (int[])[2, 200])
        {
            Curvature curvature = Curvature.Measure(new Parabola([.. Enumerable.Repeat(double.NaN, size)]), None, None);
            Assert.True(double.IsNaN(curvature.SmallestEigenvalue));
            Assert.Equal(double.PositiveInfinity, curvature.Condition);
        }
    }

    [Fact]
    public void Arguments_AreChecked() =>
        Assert.Throws<ArgumentNullException>(() => Curvature.Measure(null!, [1f], [1f]));

    private LeastSquaresLinearNetwork CreateLinear()
    {
        var network = new LeastSquaresLinearNetwork(3, 2);
        _case.Parameters.CopyTo(network.Parameters);
        return network;
    }
}
