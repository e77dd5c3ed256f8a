using System;

namespace NetGen;

/// <summary>A = L L' of a positive definite matrix, row by row.</summary>
internal sealed class CholeskyFactor(int size)
{
    private readonly double[] _lower = new double[size * size];

    /// <summary>Factors a matrix with <paramref name="shift"/> added to its diagonal.</summary>
    /// <returns>False if a pivot is not above <paramref name="leastPivot"/>: the matrix is not positive definite, or nearly not.</returns>
    internal bool Factor(ReadOnlySpan<double> matrix, ReadOnlySpan<double> shift, double leastPivot)
    {
        for (int i = 0; i < size; i++)
        {
            Span<double> row = _lower.AsSpan(i * size, i + 1);
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> other = _lower.AsSpan(j * size, j + 1);
                row[j] = (matrix[(i * size) + j] - Vectors.Dot(row[..j], other)) / other[j];
            }

            double pivot = matrix[(i * size) + i] + shift[i] - Vectors.Dot(row[..i], row);
            if (!(pivot > leastPivot))
            {
                return false;
            }

            row[i] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Replaces b by the solution of A x = b.</summary>
    internal void Solve(Span<double> b)
    {
        for (int i = 0; i < size; i++)
        {
            ReadOnlySpan<double> row = _lower.AsSpan(i * size, i + 1);
            b[i] = (b[i] - Vectors.Dot(row[..i], b)) / row[i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = _lower.AsSpan(i * size, i + 1);
            b[i] /= row[i];
            Vectors.Add(b[..i], -b[i], row);
        }
    }
}
