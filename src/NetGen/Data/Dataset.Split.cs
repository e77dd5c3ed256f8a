using System;

namespace NetGen;

public sealed partial class Dataset
{
    /// <summary>Splits the rows at random into two shuffled parts.</summary>
    /// <param name="trainFraction">
    /// The share of rows in <c>Train</c>, between 0 and 1: round(fraction x rows), but at least one row on each side.
    /// </param>
    /// <param name="seed">The same seed gives the same split on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public (Dataset Train, Dataset Test) Split(double trainFraction, ulong seed)
    {
        int trainRows = TrainRows(trainFraction);
        int[] order = RandomOrder(seed);
        return (Select(order.AsSpan(0, trainRows)), Select(order.AsSpan(trainRows)));
    }

    /// <summary>
    /// Splits the rows at random into two shuffled parts that keep the proportions of the classes: a class of n rows puts
    /// floor(fraction x n) or ceil(fraction x n) of them into <c>Train</c>. The sizes are those of <see cref="Split"/>.
    /// </summary>
    /// <param name="trainFraction">The share of rows in <c>Train</c>, between 0 and 1.</param>
    /// <param name="seed">The same seed gives the same split on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The dataset has no labels, or fewer than two rows.</exception>
    public (Dataset Train, Dataset Test) SplitStratified(double trainFraction, ulong seed)
    {
        RequireLabels(nameof(SplitStratified));
        int trainRows = TrainRows(trainFraction);
        int[] quota = TrainRowsByClass(trainFraction, trainRows);

        ReadOnlySpan<int> labels = Labels;
        int[] train = new int[trainRows];
        int[] test = new int[Rows - trainRows];
        int trainCount = 0;
        int testCount = 0;
        foreach (int row in RandomOrder(seed))
        {
            if (quota[labels[row]]-- > 0)
            {
                train[trainCount++] = row;
            }
            else
            {
                test[testCount++] = row;
            }
        }

        return (Select(train), Select(test));
    }

    private int TrainRows(double trainFraction)
    {
        if (!(trainFraction > 0 && trainFraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(trainFraction), trainFraction, "The fraction lies between 0 and 1, both excluded.");
        }

        if (Rows < 2)
        {
            throw new InvalidOperationException("A dataset of one row cannot be split.");
        }

        return Math.Clamp((int)Math.Round(trainFraction * Rows), 1, Rows - 1);
    }

    /// <summary>Largest remainder: every class gets the floor of its share, the rows left over go to the largest remainders.</summary>
    private int[] TrainRowsByClass(double trainFraction, int trainRows)
    {
        int[] rowsOfClass = CountClasses();
        int[] quota = new int[ClassCount];
        double[] remainder = new double[ClassCount];
        int left = trainRows;
        for (int c = 0; c < ClassCount; c++)
        {
            double share = trainFraction * rowsOfClass[c];
            // A fraction next to 1 may round the product up to all rows of the class, which is more than its floor.
            quota[c] = Math.Min((int)share, Math.Max(rowsOfClass[c] - 1, 0));
            remainder[c] = share - quota[c];
            left -= quota[c];
        }

        // Stable, so that equal remainders are served in class order.
        int[] byRemainder = new int[ClassCount];
        for (int c = 0; c < ClassCount; c++)
        {
            byRemainder[c] = c;
        }

        Array.Sort(byRemainder, (a, b) => remainder[a] != remainder[b] ? remainder[b].CompareTo(remainder[a]) : a.CompareTo(b));
        for (int i = 0; i < left; i++)
        {
            quota[byRemainder[i]]++;
        }

        return quota;
    }
}
