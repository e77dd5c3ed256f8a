using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public sealed class ExponentialAverageTests
{
    [Fact]
    public void TheValue_IsTheWeightedMeanOfTheNumbers()
    {
        double[] numbers = [4, 9, -3, 0.5, 7, 7, 1];
        ExponentialAverage average = new(0.75f);
        for (int t = 1; t <= numbers.Length; t++)
        {
            double[] weights = [.. Enumerable.Range(0, t).Select(i => Math.Pow(0.75, t - 1 - i))];
            double expected = Enumerable.Range(0, t).Sum(i => weights[i] * numbers[i]) / weights.Sum();
            Assert.Equal(expected, average.Add(numbers[t - 1]), 1e-12);
            Assert.Equal(expected, average.Value, 1e-12);
            Assert.Equal(0.25 * Enumerable.Range(0, t).Sum(i => weights[i] * numbers[i]), average.Uncorrected, 1e-12);
        }

        Assert.Equal(numbers.Length, average.Count);
    }

    [Fact]
    public void TheTextbooksFirstValues()
    {
        ExponentialAverage average = new(0.5f);
        Assert.True(double.IsNaN(average.Value));
        Assert.Equal([40.0, (20.0 / 0.75 * 0.5) + (10.0 / 0.75)], [average.Add(40), average.Add(20)], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void WithoutDecay_TheLastNumberIsTheAverage()
    {
        ExponentialAverage average = new(0f);
        average.Add(3);
        Assert.Equal(5, average.Add(5));
    }

    [Fact]
    public void Reset_ForgetsAllNumbers()
    {
        ExponentialAverage average = new(0.9f);
        average.Add(double.NaN);
        Assert.True(double.IsNaN(average.Add(1)));
        average.Reset();
        Assert.Equal(2, average.Add(2), 1e-12);
        Assert.Equal(1, average.Count);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    public void ADecayOutOfRange_IsRefused(float decay)
    {
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new ExponentialAverage(decay));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new AveragedParameters(new LinearNetwork(1, 1).Description, decay));
        Assert.Throws<ArgumentOutOfRangeException>(
            "options", () => Trainer.Fit(new LinearNetwork(2, 1), Samples.Plane(), new PlainDescent(0.1f), new TrainingOptions { AveragedWeights = decay }));
    }

    [Fact]
    public void AveragedParameters_AreAnAverageOfEach()
    {
        LinearNetwork network = new(40, 1);
        AveragedParameters average = new(network.Description, 0.9f);
        ExponentialAverage[] each = [.. Enumerable.Range(0, network.ParameterCount).Select(_ => new ExponentialAverage(0.9f))];
        for (int step = 1; step <= 50; step++)
        {
            for (int i = 0; i < each.Length; i++)
            {
                network.Parameters[i] = MathF.Sin(step * (i + 1));
                each[i].Add(network.Parameters[i]);
            }

            average.Add(network.Parameters);
            Assert.All(each.Zip(average.Values.ToArray()), pair => Assert.Equal(pair.First.Value, pair.Second, 1e-6));
        }

        Assert.All(average.Values[network.ParameterCount..].ToArray(), padding => Assert.Equal(0f, padding));
        average.CopyTo(network.Parameters);
        Assert.Equal(average.Values, network.Parameters);
    }

    [Fact]
    public void AfterOneStep_TheAverageIsTheParameters()
    {
        ClusterNet network = new(3);
        AveragedParameters average = new(network.Description, 0.999f);
        average.Add(network.Parameters);
        Assert.Equal(network.Parameters, average.Values);
    }

    [Fact]
    public void AnAveragedStep_AllocatesNothing()
    {
        ClusterNet network = new(3);
        AveragedParameters average = new(network.Description, 0.999f);
        Assert.Equal(0, Allocation.Of(() => average.Add(network.Parameters)));
    }

    [Fact]
    public void WrongLengthsAndNoNumbers_AreRefused()
    {
        ClusterNet network = new(3);
        AveragedParameters average = new(network.Description, 0.9f);
        Assert.Throws<ArgumentException>("parameters", () => average.Add(new float[3]));
        Assert.Throws<ArgumentException>("parameters", () => average.CopyTo(new float[3]));
        Assert.Throws<ArgumentException>("values", () => average.Restore(new float[3], 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => average.Restore(network.Parameters, 0));
        Assert.Throws<InvalidOperationException>(() => average.CopyTo(network.Parameters));
    }
}
