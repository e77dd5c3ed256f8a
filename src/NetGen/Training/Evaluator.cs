using System;
using System.Buffers;

namespace NetGen;

/// <summary>Measures a network on a dataset, and predicts classes.</summary>
public static partial class Evaluator
{
    private const int BlockRows = 256;
    private const int BlockOutputs = 32768;

    /// <summary>
    /// The mean loss and, where there is one, the accuracy: the share of rows whose largest output is at their class; for a network with
    /// one output and for <see cref="Loss.BinaryCrossEntropy"/> with target vectors the share of outputs on the right side of 0.5. The weights of
    /// rows count in the loss and not in the accuracy.
    /// </summary>
    /// <param name="network">The network; its parameters are only read.</param>
    /// <param name="data">Labels (for a network without cross-entropy they become 0 and 1) or target vectors.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network; the message has both sizes.</exception>
    public static Evaluation Evaluate<TNetwork>(TNetwork network, Dataset data)
        where TNetwork : class, INetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        Dataset fitting = NetworkData.Fit(network, data, nameof(data));
        int length = BlockLength(network.OutputSize);
        float[] outputs = ArrayPool<float>.Shared.Rent(length);
        try
        {
            return Measure(network, fitting, Answers.RuleFor(network, data), outputs.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(outputs);
        }
    }

    /// <summary>
    /// The class of each row: where the largest output is (the first of equals); for a network with one output 1 if it is greater than
    /// 0.5, else 0. A row with a NaN output gives -1.
    /// </summary>
    /// <param name="network">The network; its parameters are only read.</param>
    /// <param name="inputs">rows x inputs values, row-major.</param>
    /// <param name="classes">One value a row, written.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static void Predict<TNetwork>(TNetwork network, ReadOnlySpan<float> inputs, Span<int> classes)
        where TNetwork : class, INetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        int inputSize = network.InputSize;
        if (inputs.Length != (long)classes.Length * inputSize)
        {
            throw new ArgumentException(
                $"{classes.Length} rows of {inputSize} inputs need {(long)classes.Length * inputSize} values, not {inputs.Length}.", nameof(inputs));
        }

        int outputSize = network.OutputSize;
        int length = BlockLength(outputSize);
        float[] outputs = ArrayPool<float>.Shared.Rent(length);
        try
        {
            int blockRows = length / outputSize;
            for (int start = 0; start < classes.Length; start += blockRows)
            {
                int rows = Math.Min(blockRows, classes.Length - start);
                Span<float> block = outputs.AsSpan(0, rows * outputSize);
                network.Forward(inputs.Slice(start * inputSize, rows * inputSize), block);
                for (int row = 0; row < rows; row++)
                {
                    classes[start + row] = Answers.ClassOf(block.Slice(row * outputSize, outputSize));
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(outputs);
        }
    }

    /// <summary>Length of the outputs of one block.</summary>
    internal static int BlockLength(int outputSize) => outputSize * Math.Clamp(BlockOutputs / outputSize, 1, BlockRows);

    /// <summary>Loss and accuracy in blocks, without allocation, on a dataset that <see cref="NetworkData"/> made fit.</summary>
    internal static Evaluation Measure<TNetwork>(TNetwork network, Dataset data, AccuracyRule rule, Span<float> outputs)
        where TNetwork : class, INetwork
    {
        IClassifier? classifier = data.HasLabels ? network as IClassifier : null;
        int outputSize = network.OutputSize;
        double loss = 0;
        double weights = 0;
        long correct = 0;
        foreach (Batch batch in data.Batches(outputs.Length / outputSize))
        {
            double weight = BatchPass.WeightOf(in batch);
            loss += weight > 0 ? BatchPass.ComputeLoss(network, in batch) * weight : 0;
            weights += weight;
            if (rule == AccuracyRule.None)
            {
                continue;
            }

            Span<float> block = outputs[..(batch.Rows * outputSize)];
            network.Forward(batch.Features, block);
            correct += rule == AccuracyRule.Threshold
                ? Answers.CountOnSide(block, batch.Targets)
                : classifier is null
                    ? Answers.CountCorrect(block, outputSize, batch.Targets)
                    : Answers.CountCorrect(block, outputSize, batch.Labels);
        }

        long answers = rule == AccuracyRule.Threshold ? (long)data.Rows * outputSize : data.Rows;
        return new Evaluation(
            (float)(loss / weights),
            rule == AccuracyRule.None ? null : (float)((double)correct / answers),
            data.Rows);
    }
}
