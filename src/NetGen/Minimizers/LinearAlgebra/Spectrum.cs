using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>The outer eigenvalues of a symmetric matrix, with an error bound.</summary>
internal static class Spectrum
{
    internal const int DenseLimit = 128;

    private const int MostProducts = 200;
    private const int ProductsBetweenChecks = 10;

    /// <summary>Lanczos ends at this residual, as a part of the largest magnitude.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>The sign is known if the magnitude is this many times the error.</summary>
    private const double SignMargin = 3;

    /// <summary>Rounding of float32 products: 2^-20, and 2^-18 where errors of many products add up.</summary>
    private const double DenseRounding = 1.0 / (1 << 20);
    private const double LanczosRounding = 1.0 / (1 << 18);

    internal static Curvature Dense(ISymmetricOperator source, int[] positions, in LossProbe probe, MinimizerState state)
    {
        SymmetricMatrix matrix = new(positions);
        matrix.Form(source, probe, state);
        if (!Vectors.AreFinite(matrix.Values))
        {
            return Unknown(state);
        }

        (double smallest, double largest) = Ends(new SymmetricEigen(matrix).Values);
        return new Curvature(smallest, largest, matrix.Asymmetry + (DenseRounding * Math.Max(-smallest, largest)), state.Products);
    }

    /// <summary>
    /// T = Q'A Q, tridiagonal, grows by a row with each product. Its outer eigenvalues approach those of A; the distance is at most the last element beside
    /// the diagonal times the last element of the eigenvector of T. Q is not kept: lost orthogonality repeats eigenvalues and invents none (Paige, 1972).
    /// </summary>
    internal static Curvature Lanczos(ISymmetricOperator source, int[] positions, in LossProbe probe, MinimizerState state)
    {
        double[] current = RandomUnit(positions, state.Gradient.Length);
        double[] last = new double[current.Length];
        double[] product = new double[current.Length];
        List<double> diagonal = [];
        List<double> beside = [];
        double beta = 0;
        while (true)
        {
            source.Apply(probe, state, current, product);
            double alpha = Vectors.Dot(current, product);
            Vectors.Add(product, -alpha, current);
            Vectors.Add(product, -beta, last);
            diagonal.Add(alpha);
            beta = Vectors.Norm(product);
            if (!double.IsFinite(beta))
            {
                return Unknown(state);
            }

            bool isLast = diagonal.Count == MostProducts || beta <= LanczosRounding * Math.Abs(alpha);
            if (isLast || diagonal.Count % ProductsBetweenChecks == 0)
            {
                Curvature found = Ritz([.. diagonal], [.. beside], beta, state, out bool isAccurate);
                if (isLast || isAccurate)
                {
                    return found;
                }
            }

            beside.Add(beta);
            (last, current, product) = (current, product, last);
            Vectors.Scale(current, 1 / beta);
        }
    }

    private static Curvature Ritz(double[] diagonal, double[] beside, double residual, MinimizerState state, out bool isAccurate)
    {
        // The last row of the eigenvectors: the rotations of the last unit vector.
        double[] lastRow = new double[diagonal.Length];
        lastRow[^1] = 1;
        TridiagonalMatrix.Diagonalize(diagonal, beside, lastRow, width: 1);
        (double smallest, double largest) = Ends(diagonal);
        double magnitude = Math.Max(-smallest, largest);
        double lowError = residual * Math.Abs(lastRow[Array.IndexOf(diagonal, smallest)]);
        double highError = residual * Math.Abs(lastRow[Array.IndexOf(diagonal, largest)]);
        double error = lowError + (LanczosRounding * magnitude);
        isAccurate = highError <= Tolerance * magnitude && (lowError <= Tolerance * magnitude || smallest < -SignMargin * error);
        return new Curvature(smallest, largest, error, state.Products);
    }

    private static (double Smallest, double Largest) Ends(ReadOnlySpan<double> values)
    {
        (double smallest, double largest) = (values[0], values[0]);
        foreach (double value in values)
        {
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        return (smallest, largest);
    }

    private static double[] RandomUnit(int[] positions, int length)
    {
        double[] vector = new double[length];
        Xoshiro256 random = new(seed: 1);
        foreach (int position in positions)
        {
            vector[position] = random.NextNormal();
        }

        Vectors.Scale(vector, 1 / Vectors.Norm(vector));
        return vector;
    }

    private static Curvature Unknown(MinimizerState state) => new(double.NaN, double.NaN, double.NaN, state.Products);
}
