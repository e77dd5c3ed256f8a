using System;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>
/// What generated code computed in float against the same computation in double. The bound is 1e-5 of the largest value of the tensor, and the rounding noise:
/// what the roundings of three <see cref="Interpreter.Rounded"/> computations changed at the most.
/// </summary>
internal sealed class FloatComparison
{
    private const int Draws = 3;
    private const double Relative = 1e-5;
    private const double Absolute = 1e-6;

    private readonly Interpreter _exact;
    private readonly Interpreter[] _rounded;

    /// <param name="exact">The interpreter, with the operands; the computation is done on it too.</param>
    /// <param name="compute">The computation.</param>
    public FloatComparison(Interpreter exact, Action<Interpreter> compute)
    {
        _exact = exact;
        _rounded = [.. Enumerable.Range(1, Draws).Select(exact.Rounded)];
        foreach (Interpreter interpreter in _rounded.Append(exact))
        {
            compute(interpreter);
        }
    }

    /// <summary>How many tensors were compared.</summary>
    public int Tensors { get; private set; }

    /// <summary>In how many of them rounding noise makes the bound ten times larger: they say little.</summary>
    public int Noisy { get; private set; }

    public void Near(Func<Interpreter, double[]> tensor, float[] actual, string what)
    {
        double[] expected = tensor(_exact);
        double noise = _rounded.Max(rounded => expected.Zip(tensor(rounded), (exact, value) => Math.Abs(exact - value)).Max());
        double bound = (Relative * expected.Max(Math.Abs)) + Absolute;
        Near(expected, actual, bound + noise, $"{what}, noise {noise:G3}");
        Tensors++;
        Noisy += noise > 10 * bound ? 1 : 0;
    }

    /// <summary>Within 1e-5 of the largest value, whatever the roundings.</summary>
    public static void Near(double[] expected, float[] actual, string what) => Near(expected, actual, (Relative * expected.Max(Math.Abs)) + Absolute, what);

    private static void Near(double[] expected, float[] actual, double bound, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= bound, $"{what}: [{i}] is {actual[i]:R}, expected {expected[i]:R} within {bound:G3}");
        }
    }
}
