using System;
using System.IO;

namespace NetGen.Data;

/// <summary>Reads a pair of IDX files, images and labels as MNIST has them, into a <see cref="Dataset"/>.</summary>
public static class IdxDataset
{
    /// <summary>Reads two files, plain or compressed with gzip.</summary>
    /// <param name="imagesPath">An array [rows, ...]; all but the first dimension are the features of a row.</param>
    /// <param name="labelsPath">An array [rows] of integers from 0 on.</param>
    /// <param name="scale">Multiplies every feature; 1/255 brings pixels to 0 .. 1.</param>
    /// <param name="classCount">Number of classes; 0 means the largest label + 1.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not fit together.</exception>
    public static Dataset Load(string imagesPath, string labelsPath, float scale = 1f / 255f, int classCount = 0) => Join(
        IdxFile.Read(imagesPath), Path.GetFileName(imagesPath), IdxFile.Read(labelsPath), Path.GetFileName(labelsPath), scale, classCount);

    /// <summary>Reads two streams, plain or compressed with gzip, to their ends.</summary>
    /// <param name="images">An array [rows, ...]; all but the first dimension are the features of a row. Stays open.</param>
    /// <param name="labels">An array [rows] of integers from 0 on. Stays open.</param>
    /// <param name="scale">Multiplies every feature; 1/255 brings pixels to 0 .. 1.</param>
    /// <param name="classCount">Number of classes; 0 means the largest label + 1.</param>
    /// <exception cref="InvalidDataException">A stream is damaged, or the two do not fit together.</exception>
    public static Dataset Load(Stream images, Stream labels, float scale = 1f / 255f, int classCount = 0) => Join(
        IdxFile.Read(images, "images"), "images", IdxFile.Read(labels, "labels"), "labels", scale, classCount);

    private static Dataset Join(IdxFile images, string imagesName, IdxFile labels, string labelsName, float scale, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classCount);
        if (!float.IsFinite(scale))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale is finite.");
        }

        if (labels.Shape.Count != 1 || labels.Type is IdxType.Single or IdxType.Double)
        {
            throw new InvalidDataException($"{labelsName}: labels are integers in one dimension; here are {labels.Type} [{string.Join(", ", labels.Shape)}].");
        }

        int rows = images.Shape[0];
        if (rows != labels.Length)
        {
            throw new InvalidDataException($"{imagesName} has {rows} rows, {labelsName} {labels.Length} labels.");
        }

        if (images.Length == 0)
        {
            throw new InvalidDataException($"{imagesName} is empty: [{string.Join(", ", images.Shape)}].");
        }

        int[] indices = labels.ToInt32s();
        for (int row = 0; row < rows; row++)
        {
            if (indices[row] < 0 || (classCount > 0 && indices[row] >= classCount))
            {
                string range = classCount > 0 ? $"from 0 to {classCount - 1}" : "0 or greater";
                throw new InvalidDataException($"{labelsName}: the label of row {row} is {indices[row]}; labels are {range}.");
            }
        }

        return Dataset.Wrap(images.ToSingles(scale), images.Length / rows, indices, classCount);
    }
}
