using System;

namespace NetGen;

/// <summary>A dense symmetric matrix over the parameters without padding; both triangles are stored, row by row.</summary>
internal sealed class SymmetricMatrix(int[] positions)
{
    internal int Size => positions.Length;

    internal double[] Values { get; } = new double[positions.Length * positions.Length];

    /// <summary>The Frobenius norm of A - A' as the products gave it: rounding, since exact products are symmetric.</summary>
    internal double Asymmetry { get; private set; }

    internal Span<double> Row(int row) => Values.AsSpan(row * Size, Size);

    /// <summary>Reads a matrix off its products with the unit vectors, and makes it symmetric by the mean of the two triangles.</summary>
    internal void Form(ISymmetricOperator source, in LossProbe probe, MinimizerState state)
    {
        double[] unit = new double[state.Gradient.Length];
        double[] product = new double[state.Gradient.Length];
        for (int i = 0; i < Size; i++)
        {
            unit[positions[i]] = 1;
            source.Apply(probe, state, unit, product);
            unit[positions[i]] = 0;
            Gather(product, Row(i));
        }

        double sum = 0;
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                ref double lower = ref Values[(i * Size) + j];
                ref double upper = ref Values[(j * Size) + i];
                sum += 2 * (lower - upper) * (lower - upper);
                lower = upper = 0.5 * (lower + upper);
            }
        }

        Asymmetry = Math.Sqrt(sum);
    }

    internal double LargestDiagonal()
    {
        double largest = 0;
        for (int i = 0; i < Size; i++)
        {
            largest = Math.Max(largest, Values[i * (Size + 1)]);
        }

        return largest;
    }

    /// <summary>From storage order to the order of the rows.</summary>
    internal void Gather(ReadOnlySpan<double> slab, Span<double> values)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            values[i] = slab[positions[i]];
        }
    }

    /// <summary>From the order of the rows to storage order.</summary>
    internal void Scatter(ReadOnlySpan<double> values, Span<double> slab)
    {
        slab.Clear();
        for (int i = 0; i < positions.Length; i++)
        {
            slab[positions[i]] = values[i];
        }
    }
}
