using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Tests;

/// <summary>
/// The same programs as a computation in float may see them: operands off by a few roundings, as a sum in float is off by a rounding of each of its terms, and
/// means off by a few roundings of their largest value. What that changes in a result is about what any computation in float is off there: little, unless
/// terms cancel or a normalization divides by a small deviation.
/// </summary>
internal sealed partial class Interpreter
{
    /// <summary>Functions of float are documented to be right within four roundings.</summary>
    private const double Rounding = 4.0 / (1 << 24);

    private Random? Roundings { get; init; }

    /// <summary>A copy with the same values whose computations are rounded, by other amounts for each seed.</summary>
    public Interpreter Rounded(int seed)
    {
        var rounded = new Interpreter(rows) { Roundings = new Random(seed), Masks = Masks };
        foreach ((string name, double[] values) in _values)
        {
            rounded[name] = values;
        }

        return rounded;
    }

    private double[] EvaluateRounded(Op op)
    {
        Dictionary<string, double[]> exact = [];
        foreach (Value operand in op.Operands.Where(operand => _values.ContainsKey(operand.Name)))
        {
            exact.TryAdd(operand.Name, _values[operand.Name]);
            _values[operand.Name] = [.. exact[operand.Name].Select(Rounded)];
        }

        double[] result = Evaluate(op);
        foreach ((string name, double[] values) in exact)
        {
            _values[name] = values;
        }

        return result;
    }

    /// <summary>0 and the ends of functions that saturate are exact in float too; off by a rounding, they would be on the other side of a kink.</summary>
    private double Rounded(double value) => value is 0 or 1 or -1 ? value : RoundedBy(value, Math.Abs(value));

    private double RoundedBy(double value, double scale) =>
        Roundings is null ? value : value + (scale * Rounding * ((2 * Roundings.NextDouble()) - 1));
}
