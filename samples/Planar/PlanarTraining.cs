using System.Collections.Generic;
using NetGen;

namespace Planar;

/// <summary>Full-batch gradient descent in a loop of one's own: Backward, Update, repeat.</summary>
public static class PlanarTraining
{
    /// <summary>Trains the network and returns the cost every 1,000 iterations, the first before any step.</summary>
    public static IReadOnlyList<float> Run(PlanarNet network, Dataset data, float learningRate)
    {
        Dataset points = data.WithBinaryTargets();
        var optimizer = new GradientDescent(learningRate);
        float[] gradients = new float[network.ParameterStorage];
        var costs = new List<float>();
        for (int iteration = 0; iteration <= PlanarReference.Iterations; iteration++)
        {
            float cost = network.Backward(points.Features, points.Targets, gradients);
            if (iteration % PlanarReference.Interval == 0)
            {
                costs.Add(cost);
            }

            network.Update(optimizer, gradients);
        }

        return costs;
    }
}
