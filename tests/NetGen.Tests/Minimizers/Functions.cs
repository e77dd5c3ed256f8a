using System;

namespace NetGen.Tests.Minimizers;

/// <summary>
/// Rosenbrock's valley f = 100 (y - x^2)^2 + (1 - x)^2 as a least-squares problem: two residuals, 10 sqrt(2) (y - x^2) and sqrt(2) (1 - x), whose
/// mean square it is. The minimum is 0 at (1, 1).
/// </summary>
/// <param name="x">Where x starts.</param>
/// <param name="y">Where y starts.</param>
/// <param name="penalty">Times (x^2 + y^2) / 2, added to the loss and not to the residuals.</param>
internal sealed class Rosenbrock(double x, double y, double penalty = 0) : FunctionNetwork(2, x, y), ILeastSquaresNetwork
{
    private double X => this[0];

    private double Y => this[1];

    public void ResidualJacobianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product)
    {
        product[0] = (float)(10 * Math.Sqrt(2) * (vector[2] - (2 * X * vector[0])));
        product[1] = (float)(-Math.Sqrt(2) * vector[0]);
    }

    public void ResidualJacobianTransposeVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product)
    {
        product.Clear();
        product[0] = (float)(-Math.Sqrt(2) * ((20 * X * vector[0]) + vector[1]));
        product[2] = (float)(10 * Math.Sqrt(2) * vector[0]);
    }

    protected override double Value() => (100 * Math.Pow(Y - (X * X), 2)) + Math.Pow(1 - X, 2) + (penalty / 2 * ((X * X) + (Y * Y)));

    protected override double Gradient(int i) =>
        (penalty * this[i]) + (i == 0 ? (-400 * X * (Y - (X * X))) - (2 * (1 - X)) : 200 * (Y - (X * X)));

    protected override double Hessian(int i, int j) => (i, j) switch
    {
        (0, 0) => (1200 * X * X) - (400 * Y) + 2 + penalty,
        (1, 0) => -400 * X,
        _ => 200 + penalty,
    };
}

/// <summary>f = x^2 / 2 + y^4 / 4 - y^2 / 2: a saddle at (0, 0), where the curvatures are 1 and -1, between minima of -1/4 at (0, 1) and (0, -1).</summary>
internal sealed class TwoWells(double x, double y) : FunctionNetwork(1, x, y)
{
    protected override double Value() => (this[0] * this[0] / 2) + (Math.Pow(this[1], 4) / 4) - (this[1] * this[1] / 2);

    protected override double Gradient(int i) => i == 0 ? this[0] : Math.Pow(this[1], 3) - this[1];

    protected override double Hessian(int i, int j) => (i, j) switch
    {
        (0, 0) => 1,
        (1, 0) => 0,
        _ => (3 * this[1] * this[1]) - 1,
    };
}

/// <summary>f = c1 x1^2 / 2 + c2 x2^2 / 2 + ...: curvatures as given, the start at (1, 1, ...).</summary>
internal sealed class Parabola : FunctionNetwork
{
    private readonly double[] _curvatures;

    public Parabola(params double[] curvatures)
        : base(1, Array.ConvertAll(curvatures, _ => 1.0)) => _curvatures = curvatures;

    protected override double Value()
    {
        double sum = 0;
        for (int i = 0; i < _curvatures.Length; i++)
        {
            sum += _curvatures[i] * this[i] * this[i] / 2;
        }

        return sum;
    }

    protected override double Gradient(int i) => _curvatures[i] * this[i];

    protected override double Hessian(int i, int j) => i == j ? _curvatures[i] : 0;
}
