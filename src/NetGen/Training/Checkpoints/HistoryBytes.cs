using System;
using System.Collections.Generic;
using System.IO;

namespace NetGen;

/// <summary>Epoch reports as bytes, bit for bit, 48 a report and 8 more for each validation metric, little-endian.</summary>
internal static class HistoryBytes
{
    private const int Size = 48;

    internal static byte[] Write(ReadOnlySpan<EpochReport> history)
    {
        using MemoryStream stream = new(history.Length * Size);
        using BinaryWriter writer = new(stream);
        foreach (ref readonly EpochReport report in history)
        {
            writer.Write(report.Epoch);
            writer.Write(report.TrainingLoss);
            Write(writer, report.TrainingAccuracy);
            Write(writer, report.ValidationLoss);
            Write(writer, report.ValidationAccuracy);
            Write(writer, report.GradientNorm);
            writer.Write(report.LearningRate);
            writer.Write(report.Elapsed.Ticks);
            writer.Write(report.Steps);
            foreach (MetricValue metric in report.ValidationMetrics)
            {
                writer.Write(metric.Value);
            }
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <param name="bytes">The history.</param>
    /// <param name="metrics">The names of the validation metrics.</param>
    /// <param name="epochs">The number of epochs asked for now.</param>
    /// <exception cref="InvalidDataException">Not a history of whole epochs from 1.</exception>
    internal static EpochReport[] Read(byte[] bytes, IReadOnlyList<string> metrics, int epochs)
    {
        int size = Size + (sizeof(double) * metrics.Count);
        if (bytes.Length == 0 || bytes.Length % size != 0)
        {
            throw new InvalidDataException($"The history has {bytes.Length} bytes; expected {size} for each epoch, at least one.");
        }

        using BinaryReader reader = new(new MemoryStream(bytes));
        EpochReport[] history = new EpochReport[bytes.Length / size];
        for (int i = 0; i < history.Length; i++)
        {
            int epoch = reader.ReadInt32();
            float trainingLoss = reader.ReadSingle();
            float? trainingAccuracy = Read(reader);
            float? validationLoss = Read(reader);
            float? validationAccuracy = Read(reader);
            float? gradientNorm = Read(reader);
            float learningRate = reader.ReadSingle();
            TimeSpan elapsed = new(reader.ReadInt64());
            if (epoch != i + 1)
            {
                throw new InvalidDataException($"Report {i + 1} of the history is of epoch {epoch}.");
            }

            history[i] = new EpochReport(
                epoch, epochs, trainingLoss, trainingAccuracy, validationLoss, validationAccuracy, learningRate, elapsed)
            {
                GradientNorm = gradientNorm,
                Steps = reader.ReadInt64(),
                ValidationMetrics = ReadMetrics(reader, metrics),
            };
        }

        return history;
    }

    private static MetricValues ReadMetrics(BinaryReader reader, IReadOnlyList<string> names)
    {
        MetricValue[] values = new MetricValue[names.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new MetricValue(names[i], reader.ReadDouble());
        }

        return new MetricValues(values);
    }

    private static void Write(BinaryWriter writer, float? value)
    {
        writer.Write(value.HasValue);
        writer.Write(value ?? 0f);
    }

    private static float? Read(BinaryReader reader)
    {
        bool hasValue = reader.ReadBoolean();
        float value = reader.ReadSingle();
        return hasValue ? value : null;
    }
}
