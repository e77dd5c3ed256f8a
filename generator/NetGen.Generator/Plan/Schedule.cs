using System;
using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>A range that a kernel walks in steps; all of the step's values are in registers at once.</summary>
internal sealed record Tile(int Start, int End, int Step);

/// <summary>
/// How a dense layer computes one row. The lanes are units: <paramref name="Vectors"/> neighbouring vectors are in registers at once, and the
/// inputs are read in <paramref name="Streams"/> parts side by side, so that enough independent sums are under way.
/// </summary>
internal sealed record RowTile(int Start, int End, int Vectors, int Streams);

/// <summary>Columns of a weight gradient that are computed alike: so many vectors at a time, for each tile of inputs.</summary>
internal sealed record ColumnTile(int Start, int End, int Vectors, EquatableArray<Tile> InputTiles);

/// <summary>The tiles of a dense layer for one row.</summary>
/// <param name="Tiles">Of units.</param>
/// <param name="Unrolled">Whether each multiply-add has a statement of its own.</param>
/// <param name="WideTiles">
/// Of units, for a machine with 32 registers of 512 bits: as many vectors as that allows, so that whole rows of weights stream in. Empty where
/// <paramref name="Tiles"/> serve as well. Each unit's sum is the same.
/// </param>
/// <param name="Reason">Why it is unrolled or not.</param>
/// <param name="Inlined">Whether the statements are part of the pass, which holds a limited number, or a method of their own.</param>
internal sealed record RowSchedule(EquatableArray<RowTile> Tiles, EquatableArray<RowTile> WideTiles, bool Unrolled, string Reason, bool Inlined)
{
    /// <summary>Operations of activations up to which they are repeated for each vector of a tile.</summary>
    private const int InlineCost = 40;

    /// <summary>Whether the sums go through the activation before they are written, or all of them behind that.</summary>
    public bool InlinesActivation(ActivationModel? activation) =>
        activation is null || ActivationCatalogue.Get(activation.Function).Cost * Tiles[0].Vectors <= InlineCost;

    public override string ToString()
    {
        RowTile first = Tiles[0];
        string tile = $"lanes are units, {first.Vectors} vector{(first.Vectors > 1 ? "s" : "")} x {first.Streams} stream{(first.Streams > 1 ? "s" : "")} of inputs";
        return $"{(Unrolled ? "unrolled" : "looped")} ({Reason}), {tile}";
    }
}

/// <summary>Chooses schedules from shapes. The figures are those of a machine with two fused multiply-adds a cycle, each four cycles long.</summary>
internal static class Scheduler
{
    /// <summary>Independent sums that keep the multiply-add units busy.</summary>
    private const int EnoughSums = 8;

    /// <summary>
    /// Multiply-adds up to which a method is unrolled. Each takes up to three inlined calls; at 256 the JIT runs out of locals for them, and every
    /// operation of the method becomes a call.
    /// </summary>
    public const int UnrollLimit = 128;

    /// <summary>Vector operations up to which the layers of one pass are written into it; at 700 the JIT is out of locals, at 600 not yet.</summary>
    private const int InlineLimit = 512;

    /// <summary>Logits of a row up to which their softmax is written into the pass, where they are in a register.</summary>
    public const int SmallSoftmax = 16;

    /// <summary>Operations of such a softmax.</summary>
    public const int SmallSoftmaxCost = 80;

    /// <summary>Logits of a row up to which the softmax of rows as they lie in memory has rows in its lanes.</summary>
    public const int RowsSoftmax = 64;

    private const int OneVectorRows = 12;

    /// <summary>Sums of one row that fit 16 registers with room to spare.</summary>
    private const int NarrowVectors = 12;

    /// <summary>Sums of one row that fit 32 registers with room to spare.</summary>
    private const int WideVectors = 28;

    /// <summary>Inputs of two vectors of samples that take a third of the first-level cache.</summary>
    private const int CachedInputs = 128;

    /// <summary>Floats of weights that take half of a second-level cache of 1 MB.</summary>
    private const int PartWeights = 131072;

    /// <summary>Floats in 512 bytes.</summary>
    private const int CrowdedStride = 128;

    /// <summary>
    /// Relative time per row of a tile with two vectors, by its rows: small tiles wait for their own sums. Six rows, two vectors and their
    /// operands just fit the 16 registers that every x64 machine has.
    /// </summary>
    private static readonly double[] TwoVectorCost = [0, 3.6, 1.8, 1.3, 1.14, 1.09, 1.0];

    /// <summary>Vector multiply-adds of a layer for one row, written out.</summary>
    public static int Statements(int inputs, int paddedUnits)
    {
        int vectors = 0;
        foreach (RowTile tile in RowTiles(inputs, paddedUnits, NarrowVectors))
        {
            vectors += tile.Vectors;
        }

        return checked(inputs * vectors);
    }

    /// <param name="inputs">Inputs of the layer.</param>
    /// <param name="paddedUnits">Units of the layer, as stored.</param>
    /// <param name="activationCost">Operations of the layer's activation.</param>
    /// <param name="unroll">What the user asks for.</param>
    /// <param name="inlined">Operations that are written into the pass so far.</param>
    public static RowSchedule Row(int inputs, int paddedUnits, int activationCost, Unroll unroll, ref int inlined)
    {
        EquatableArray<RowTile> tiles = RowTiles(inputs, paddedUnits, NarrowVectors);
        int statements = Statements(inputs, paddedUnits);
        int operations = activationCost;
        foreach (RowTile tile in tiles)
        {
            // A broadcast, of a register of 8 values in two steps, and for each vector a load and a multiply-add.
            operations += inputs * ((2 * tile.Vectors) + (paddedUnits <= 8 ? 2 : 1));
        }

        bool isUnrolled = unroll != Unroll.None && statements <= UnrollLimit;
        string reason = unroll == Unroll.None ? "Unroll.None" : $"{Literals.Of(statements)} multiply-adds, limit {Literals.Of(UnrollLimit)}";
        bool isInlined = inlined + operations <= InlineLimit;
        inlined += isInlined ? operations : 0;
        EquatableArray<RowTile> wide = RowTiles(inputs, paddedUnits, WideVectors);
        return new RowSchedule(tiles, isUnrolled || wide == tiles ? default : wide, isUnrolled, reason, isInlined);
    }

    /// <summary>
    /// Up to <see cref="EnoughSums"/> vectors are one tile; the fewer there are, the more streams of inputs. More vectors are sums enough with one
    /// stream: they are split into tiles as long and as even as registers allow, as many vectors as <paramref name="mostVectors"/>.
    /// </summary>
    private static EquatableArray<RowTile> RowTiles(int inputs, int paddedUnits, int mostVectors)
    {
        int vectors = Math.Max(1, paddedUnits / 16);
        if (vectors <= EnoughSums)
        {
            int streams = Math.Max(1, Math.Min((EnoughSums + vectors - 1) / vectors, inputs / 2));
            return new EquatableArray<RowTile>([new RowTile(0, paddedUnits, vectors, streams)]);
        }

        int count = (vectors + mostVectors - 1) / mostVectors;
        int longer = vectors % count;
        int border = longer * ((vectors / count) + 1) * 16;
        var tiles = new List<RowTile>();
        if (longer > 0)
        {
            tiles.Add(new RowTile(0, border, (vectors / count) + 1, 1));
        }

        tiles.Add(new RowTile(border, paddedUnits, vectors / count, 1));
        return new EquatableArray<RowTile>(tiles);
    }

    /// <summary>Inputs of a block's layer that are summed before the next ones: equal parts, each of at most <see cref="CachedInputs"/>.</summary>
    public static int InputPart(int inputs)
    {
        int parts = (inputs + CachedInputs - 1) / CachedInputs;
        return (inputs + parts - 1) / parts;
    }

    /// <summary>Units of a layer, as stored, whose weights stay in the second-level cache while many rows pass: equal parts of whole pairs of vectors.</summary>
    public static int UnitPart(int inputs, int paddedUnits)
    {
        long parts = (((long)inputs * paddedUnits) + PartWeights - 1) / PartWeights;
        return Math.Min(ParameterLayout.RoundUp((int)((paddedUnits + parts - 1) / parts), 32), paddedUnits);
    }

    /// <summary>
    /// The distance between rows of which a kernel reads two vectors each: at a multiple of 512 bytes they would share an eighth of the sets of a
    /// first-level cache, and drive each other out.
    /// </summary>
    public static int RowStride(int length) => length % CrowdedStride == 0 ? length + 16 : length;

    /// <summary>Splits a range into tiles of up to six rows, with a smaller last one where that is fastest.</summary>
    public static EquatableArray<Tile> Rows(int count)
    {
        double bestCost = double.MaxValue;
        int best = 1;
        for (int step = 1; step < TwoVectorCost.Length; step++)
        {
            double cost = (count / step * step * TwoVectorCost[step]) + (count % step * TwoVectorCost[count % step]);
            if (step <= count && cost < bestCost)
            {
                bestCost = cost;
                best = step;
            }
        }

        return Split(0, count, best);
    }

    /// <summary>The columns of a weight gradient: two vectors of units at a time, then one with more inputs instead.</summary>
    public static EquatableArray<ColumnTile> Columns(int inputs, int paddedUnits)
    {
        var columns = new List<ColumnTile>();
        int pairs = paddedUnits / 32 * 32;
        if (pairs > 0)
        {
            columns.Add(new ColumnTile(0, pairs, 2, Rows(inputs)));
        }

        if (pairs < paddedUnits)
        {
            columns.Add(new ColumnTile(pairs, paddedUnits, 1, Split(0, inputs, OneVectorRows)));
        }

        return new EquatableArray<ColumnTile>(columns);
    }

    public static EquatableArray<Tile> Split(int start, int count, int step)
    {
        step = Math.Min(step, count);
        int whole = count / step * step;
        var tiles = new List<Tile> { new(start, start + whole, step) };
        if (whole < count)
        {
            tiles.Add(new Tile(start + whole, start + count, count - whole));
        }

        return new EquatableArray<Tile>(tiles);
    }
}
