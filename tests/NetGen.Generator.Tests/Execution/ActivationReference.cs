using System;

namespace NetGen.Generator.Tests;

/// <summary>Activations and their derivatives in double, from the definitions.</summary>
internal static class ActivationReference
{
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    public static double Invoke(ActivationModel activation, double z) => activation.Function switch
    {
        Activation.Linear => z,
        Activation.Sigmoid => Sigmoid(z),
        Activation.Tanh => Math.Tanh(z),
        Activation.ReLU => Math.Max(0, z),
        Activation.LeakyReLU => z > 0 ? z : activation.Alpha * z,
        Activation.ELU => z > 0 ? z : activation.Alpha * (Math.Exp(z) - 1),
        Activation.SELU => SeluScale * (z > 0 ? z : SeluAlpha * (Math.Exp(z) - 1)),
        Activation.GELU => z * NormalDistribution(z),
        Activation.SiLU => z * Sigmoid(z),
        Activation.Softplus => Softplus(z),
        Activation.Softsign => z / (1 + Math.Abs(z)),
        Activation.HardSigmoid => Math.Clamp((z / 6) + 0.5, 0, 1),
        Activation.HardTanh => Math.Clamp(z, -1, 1),
        Activation.Mish => z * Math.Tanh(Softplus(z)),
        _ => throw new NotSupportedException(activation.ToString()),
    };

    public static double Derivative(ActivationModel activation, double z) => activation.Function switch
    {
        Activation.Linear => 1,
        Activation.Sigmoid => Sigmoid(z) * (1 - Sigmoid(z)),
        Activation.Tanh => 1 - (Math.Tanh(z) * Math.Tanh(z)),
        Activation.ReLU => z > 0 ? 1 : 0,
        Activation.LeakyReLU => z > 0 ? 1 : activation.Alpha,
        Activation.ELU => z > 0 ? 1 : activation.Alpha * Math.Exp(z),
        Activation.SELU => SeluScale * (z > 0 ? 1 : SeluAlpha * Math.Exp(z)),
        Activation.GELU => NormalDistribution(z) + (z * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)),
        Activation.SiLU => Sigmoid(z) * (1 + (z * (1 - Sigmoid(z)))),
        Activation.Softplus => Sigmoid(z),
        Activation.Softsign => 1 / ((1 + Math.Abs(z)) * (1 + Math.Abs(z))),
        Activation.HardSigmoid => Math.Abs(z) < 3 ? 1.0 / 6 : 0,
        Activation.HardTanh => Math.Abs(z) < 1 ? 1 : 0,
        Activation.Mish => Math.Tanh(Softplus(z)) + (z * Sigmoid(z) * (1 - (Math.Tanh(Softplus(z)) * Math.Tanh(Softplus(z))))),
        _ => throw new NotSupportedException(activation.ToString()),
    };

    /// <summary>f' from y = f(z), where that is exact.</summary>
    public static double DerivativeFromOutput(ActivationModel activation, double y) => activation.Function switch
    {
        Activation.Sigmoid => y * (1 - y),
        Activation.Tanh => 1 - (y * y),
        Activation.ReLU => y > 0 ? 1 : 0,
        Activation.LeakyReLU => y > 0 ? 1 : activation.Alpha,
        Activation.ELU => y > 0 ? 1 : y + activation.Alpha,
        Activation.SELU => y > 0 ? SeluScale : y + (SeluScale * SeluAlpha),
        Activation.HardSigmoid => y is > 0 and < 1 ? 1.0 / 6 : 0,
        Activation.HardTanh => y is > -1 and < 1 ? 1 : 0,
        _ => throw new NotSupportedException(activation.ToString()),
    };

    public static double SecondDerivative(ActivationModel activation, double z) => activation.Function switch
    {
        Activation.Sigmoid => Sigmoid(z) * Sigmoid(-z) * (Sigmoid(-z) - Sigmoid(z)),
        Activation.Tanh => -2 * Math.Tanh(z) * (1 - (Math.Tanh(z) * Math.Tanh(z))),
        Activation.ELU => z > 0 ? 0 : activation.Alpha * Math.Exp(z),
        Activation.SELU => z > 0 ? 0 : SeluScale * SeluAlpha * Math.Exp(z),
        Activation.GELU => (2 - (z * z)) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI),
        Activation.SiLU => Sigmoid(z) * Sigmoid(-z) * (2 + (z * (Sigmoid(-z) - Sigmoid(z)))),
        Activation.Softplus => Sigmoid(z) * Sigmoid(-z),
        Activation.Softsign => -2 * Math.Sign(z) / Math.Pow(1 + Math.Abs(z), 3),
        Activation.Mish => MishSecondDerivative(z),
        _ => throw new NotSupportedException(activation.ToString()),
    };

    /// <summary>f'' from y = f(z), where that is exact.</summary>
    public static double SecondDerivativeFromOutput(ActivationModel activation, double y) => activation.Function switch
    {
        Activation.Sigmoid => y * (1 - y) * (1 - (2 * y)),
        Activation.Tanh => -2 * y * (1 - (y * y)),
        Activation.ELU => y > 0 ? 0 : y + activation.Alpha,
        Activation.SELU => y > 0 ? 0 : y + (SeluScale * SeluAlpha),
        _ => throw new NotSupportedException(activation.ToString()),
    };

    /// <summary>How far z is from the nearest point where the derivative jumps; there float and double may rightly differ.</summary>
    public static double DistanceToKink(Activation function, double z) => function switch
    {
        Activation.ReLU or Activation.LeakyReLU or Activation.ELU or Activation.SELU => Math.Abs(z),
        Activation.HardSigmoid => Math.Abs(Math.Abs(z) - 3),
        Activation.HardTanh => Math.Abs(Math.Abs(z) - 1),
        _ => double.PositiveInfinity,
    };

    /// <summary>f = z tanh(p) with p = softplus(z): f'' = 2 t' + z t'', t = tanh(p), t' = (1 - t^2) s, t'' = (1 - t^2) s (1 - s - 2 t s).</summary>
    private static double MishSecondDerivative(double z)
    {
        double t = Math.Tanh(Softplus(z));
        double s = Sigmoid(z);
        return (1 - (t * t)) * s * (2 + (z * (1 - s - (2 * t * s))));
    }

    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    public static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    /// <summary>(1 + erf(z / sqrt 2)) / 2: by its Taylor series near zero, by the continued fraction of the tail elsewhere.</summary>
    private static double NormalDistribution(double z)
    {
        double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(z) < 5)
        {
            double sum = z;
            double term = z;
            for (int k = 3; k < 200; k += 2)
            {
                term *= z * z / k;
                sum += term;
            }

            return 0.5 + (density * sum);
        }

        double fraction = 0;
        for (int k = 60; k > 0; k--)
        {
            fraction = k / (Math.Abs(z) + fraction);
        }

        double tail = density / (Math.Abs(z) + fraction);
        return z > 0 ? 1 - tail : tail;
    }
}
