using System;

namespace NetGen;

/// <summary>The matrix D of a damped model, in the order of the parameters' positions.</summary>
internal sealed class DampingDiagonal(int size, DampingScale scale)
{
    private const double Least = 1e-6;

    private readonly double[] _largest = new double[size];
    private double _least;

    /// <summary>The largest element of diag(B) over the largest of D.</summary>
    internal double Magnitude { get; private set; }

    internal bool IsIdentity => scale == DampingScale.Identity;

    internal double this[int i] => IsIdentity ? 1 : Math.Max(_largest[i], _least);

    /// <summary>Takes note of diag(B) at a point.</summary>
    internal void Update(ReadOnlySpan<double> elements)
    {
        double now = 0;
        double ever = 0;
        for (int i = 0; i < size; i++)
        {
            now = Math.Max(now, elements[i]);
            _largest[i] = Math.Max(_largest[i], elements[i]);
            ever = Math.Max(ever, _largest[i]);
        }

        // A matrix of zeros is no measure of length.
        _least = ever > 0 ? Least * ever : 1;
        Magnitude = IsIdentity ? now : 1;
    }

    /// <summary>p'D p of a step in storage order.</summary>
    internal double SquaredLength(ReadOnlySpan<double> step, ReadOnlySpan<int> positions)
    {
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            sum += this[i] * step[positions[i]] * step[positions[i]];
        }

        return sum;
    }
}
