using System;

namespace NetGen;

/// <summary>The eigenvalues of a symmetric tridiagonal matrix, by QR steps with Wilkinson's shift (Golub and Van Loan, Matrix Computations, 8.3).</summary>
internal static class TridiagonalMatrix
{
    private const double Epsilon = 1.0 / (1L << 52);

    /// <summary>QR steps for each eigenvalue, far above the two or three that one takes.</summary>
    private const int MostSteps = 60;

    /// <summary>Turns the diagonal into the eigenvalues, in no order, and the neighbours' elements into zeros.</summary>
    /// <param name="diagonal">n values.</param>
    /// <param name="beside">n - 1 values: those beside the diagonal.</param>
    /// <param name="basis">Rows of <paramref name="width"/> values, one for each of the n; every rotation turns them too. Empty for none.</param>
    /// <param name="width">Values in a row of the basis.</param>
    internal static void Diagonalize(Span<double> diagonal, Span<double> beside, Span<double> basis, int width)
    {
        int high = diagonal.Length - 1;
        for (int steps = MostSteps * diagonal.Length; high > 0 && steps > 0; steps--)
        {
            if (IsSmall(diagonal, beside, high - 1))
            {
                beside[--high] = 0;
                continue;
            }

            int low = high - 1;
            while (low > 0 && !IsSmall(diagonal, beside, low - 1))
            {
                low--;
            }

            Sweep(diagonal, beside, basis, width, low, high);
        }
    }

    private static bool IsSmall(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> beside, int i) =>
        Math.Abs(beside[i]) <= Epsilon * (Math.Abs(diagonal[i]) + Math.Abs(diagonal[i + 1]));

    /// <summary>One QR step of the block from low to high: rotations chase the element that the first one creates out at the end.</summary>
    private static void Sweep(Span<double> diagonal, Span<double> beside, Span<double> basis, int width, int low, int high)
    {
        double half = (diagonal[high - 1] - diagonal[high]) / 2;
        double last = beside[high - 1];
        double shift = diagonal[high] - (last * last / (half + Math.CopySign(double.Hypot(half, last), half)));
        double x = diagonal[low] - shift;
        double z = beside[low];
        for (int k = low; k < high; k++)
        {
            double length = double.Hypot(x, z);
            double cosine = length == 0 ? 1 : x / length;
            double sine = length == 0 ? 0 : z / length;
            if (k > low)
            {
                beside[k - 1] = length;
            }

            (double a, double b, double c) = (diagonal[k], beside[k], diagonal[k + 1]);
            diagonal[k] = (cosine * cosine * a) + (2 * cosine * sine * b) + (sine * sine * c);
            diagonal[k + 1] = (sine * sine * a) - (2 * cosine * sine * b) + (cosine * cosine * c);
            beside[k] = (cosine * sine * (c - a)) + (((cosine * cosine) - (sine * sine)) * b);
            x = beside[k];
            if (k + 1 < high)
            {
                z = sine * beside[k + 1];
                beside[k + 1] *= cosine;
            }

            if (width > 0)
            {
                Rotate(basis.Slice(k * width, width), basis.Slice((k + 1) * width, width), cosine, sine);
            }
        }
    }

    private static void Rotate(Span<double> first, Span<double> second, double cosine, double sine)
    {
        for (int i = 0; i < first.Length; i++)
        {
            (double a, double b) = (first[i], second[i]);
            first[i] = (cosine * a) + (sine * b);
            second[i] = (cosine * b) - (sine * a);
        }
    }
}
