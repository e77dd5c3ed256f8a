using System;

namespace NetGen;

/// <summary>
/// Eigenvalues and eigenvectors of a dense symmetric matrix: reflections make it tridiagonal (Householder, 1958), QR steps make that diagonal. The
/// error of the eigenvalues is a few roundings of the largest.
/// </summary>
internal sealed class SymmetricEigen
{
    private readonly double[] _matrix;
    private readonly double[] _vectors;
    private readonly int _size;

    internal SymmetricEigen(SymmetricMatrix matrix)
    {
        _size = matrix.Size;
        _matrix = matrix.Values.AsSpan().ToArray();
        _vectors = new double[_matrix.Length];
        Values = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            _vectors[i * (_size + 1)] = 1;
        }

        double[] reflector = new double[_size];
        double[] product = new double[_size];
        for (int column = 0; column < _size - 2; column++)
        {
            Reflect(column + 1, reflector.AsSpan(column + 1), product.AsSpan(column + 1));
        }

        double[] beside = new double[Math.Max(0, _size - 1)];
        for (int i = 0; i < _size; i++)
        {
            Values[i] = _matrix[i * (_size + 1)];
            if (i > 0)
            {
                beside[i - 1] = _matrix[(i * _size) + i - 1];
            }
        }

        TridiagonalMatrix.Diagonalize(Values, beside, _vectors, _size);
    }

    /// <summary>The eigenvalues, in no order.</summary>
    internal double[] Values { get; }

    /// <summary>The eigenvector of <see cref="Values"/>[i], of length 1.</summary>
    internal ReadOnlySpan<double> Vector(int i) => _vectors.AsSpan(i * _size, _size);

    /// <summary>Clears the column before <paramref name="first"/> below its second element, by A := H A H with H = I - 2 v v'.</summary>
    private void Reflect(int first, Span<double> reflector, Span<double> product)
    {
        int column = first - 1;
        for (int i = 0; i < reflector.Length; i++)
        {
            reflector[i] = _matrix[((first + i) * _size) + column];
        }

        double length = Vectors.Norm(reflector);
        if (length == 0)
        {
            return;
        }

        double target = -Math.CopySign(length, reflector[0]);
        reflector[0] -= target;
        Vectors.Scale(reflector, 1 / Vectors.Norm(reflector));
        _matrix[(first * _size) + column] = target;
        for (int i = first; i < _size; i++)
        {
            product[i - first] = Vectors.Dot(_matrix.AsSpan((i * _size) + first, reflector.Length), reflector);
        }

        Vectors.Add(product, -Vectors.Dot(product, reflector), reflector);
        for (int i = first; i < _size; i++)
        {
            Span<double> row = _matrix.AsSpan((i * _size) + first, reflector.Length);
            Vectors.Add(row, -2 * reflector[i - first], product);
            Vectors.Add(row, -2 * product[i - first], reflector);
        }

        Span<double> sums = new double[_size];
        for (int i = first; i < _size; i++)
        {
            Vectors.Add(sums, reflector[i - first], _vectors.AsSpan(i * _size, _size));
        }

        for (int i = first; i < _size; i++)
        {
            Vectors.Add(_vectors.AsSpan(i * _size, _size), -2 * reflector[i - first], sums);
        }
    }
}
