using System;

namespace NetGen.Tests.Training;

/// <summary>Small datasets with a known answer.</summary>
internal static class Samples
{
    /// <summary>y = 2 x1 - 3 x2 + 1 on a grid.</summary>
    internal static Dataset Plane(int rows = 64)
    {
        float[] features = new float[rows * 2];
        float[] targets = new float[rows];
        for (int i = 0; i < rows; i++)
        {
            features[2 * i] = (i % 8 / 4f) - 1f;
            features[(2 * i) + 1] = (i / 8 % 8 / 4f) - 1f;
            targets[i] = (2f * features[2 * i]) - (3f * features[(2 * i) + 1]) + 1f;
        }

        return Dataset.Wrap(features, 2, targets, 1);
    }

    /// <summary>Three clusters in the plane, rows taking turns; the spread decides whether a line can separate them.</summary>
    internal static Dataset Clusters(int rows = 90, float spread = 0.5f)
    {
        float[] features = new float[rows * 2];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            labels[i] = i % 3;
            float angle = labels[i] * 2f * MathF.PI / 3f;
            features[2 * i] = MathF.Round(2f * MathF.Cos(angle), 3) + (spread * ((i * 7 % 11 / 5f) - 1f));
            features[(2 * i) + 1] = MathF.Round(2f * MathF.Sin(angle), 3) + (spread * ((i * 5 % 13 / 6f) - 1f));
        }

        return Dataset.Wrap(features, 2, labels, 3);
    }
}
