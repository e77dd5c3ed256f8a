using NetGen.Tests.Networks;

namespace NetGen.Tests.SecondOrder;

/// <summary>Whole matrices from products with unit vectors.</summary>
internal static class Hessian
{
    /// <summary>The Hessian of the mean loss, in the order of the tensors.</summary>
    public static double[,] Of(ISecondOrderNetwork network, float[] inputs, float[] targets)
    {
        int count = network.ParameterCount;
        double[,] hessian = new double[count, count];
        float[] product = new float[network.ParameterStorage];
        for (int j = 0; j < count; j++)
        {
            double[] unit = new double[count];
            unit[j] = 1;
            network.HessianVector(inputs, targets, SecondOrderCase.Slab(network, unit), product);
            float[] column = TestBatch.Canonical(network, product);
            for (int i = 0; i < count; i++)
            {
                hessian[i, j] = column[i];
            }
        }

        return hessian;
    }

    /// <summary>The Jacobian of the outputs by the parameters: a row for each output of each row.</summary>
    public static double[,] Jacobian(ILeastSquaresNetwork network, float[] inputs)
    {
        int count = network.ParameterCount;
        float[] product = new float[inputs.Length / network.InputSize * network.OutputSize];
        double[,] jacobian = new double[product.Length, count];
        for (int j = 0; j < count; j++)
        {
            double[] unit = new double[count];
            unit[j] = 1;
            network.ResidualJacobianVector(inputs, SecondOrderCase.Slab(network, unit), product);
            for (int i = 0; i < product.Length; i++)
            {
                jacobian[i, j] = product[i];
            }
        }

        return jacobian;
    }
}
