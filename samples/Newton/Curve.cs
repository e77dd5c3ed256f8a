using System;

namespace Newton;

/// <summary>The curve to fit: y = sin(3 x) exp(-x^2 / 2) at equal distances from -3 to 3.</summary>
internal static class Curve
{
    public const int Rows = 80;
    public const float Reach = 3f;

    public static float[] Inputs { get; } = CreateInputs();

    public static float[] Targets { get; } = Array.ConvertAll(Inputs, x => MathF.Sin(3f * x) * MathF.Exp(-x * x / 2f));

    private static float[] CreateInputs()
    {
        float[] inputs = new float[Rows];
        for (int i = 0; i < Rows; i++)
        {
            inputs[i] = (2f * Reach * i / (Rows - 1)) - Reach;
        }

        return inputs;
    }
}
