namespace NetGen.Benchmarks;

/// <summary>Inputs from -1 to 1, and labels that can be learnt from the first input.</summary>
internal sealed class BenchmarkData
{
    public const int Rows = 2048;

    /// <param name="inputs">Features.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="scale">Multiplies the inputs.</param>
    public BenchmarkData(int inputs, int classes, float scale = 1f)
    {
        InputSize = inputs;
        Inputs = new float[Rows * inputs];
        Labels = new int[Rows];
        Targets = new float[Rows];
        var random = new Xoshiro256(1);
        for (int i = 0; i < Inputs.Length; i++)
        {
            Inputs[i] = (2f * random.NextSingle()) - 1f;
        }

        for (int row = 0; row < Rows; row++)
        {
            Labels[row] = (int)((Inputs[row * inputs] + 1f) / 2f * classes) % classes;
            Targets[row] = Labels[row];
        }

        for (int i = 0; i < Inputs.Length; i++)
        {
            Inputs[i] *= scale;
        }
    }

    public int InputSize { get; }

    public float[] Inputs { get; }

    public int[] Labels { get; }

    /// <summary>The labels as floats.</summary>
    public float[] Targets { get; }
}
